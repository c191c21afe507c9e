// Made-up articles: two tell of one attack and differ, one denies, one is full of hostile names.
export const HOSTILE = '<img src=x onerror="window.ran=1">';
const SCRIPT = "<script>window.ran=1</script>";

function article(id, outlet, published, title, ...paragraphs) {
  const text = [title, ...paragraphs].join("\n\n");
  return { id, title, outlet, published, language: "en", text };
}

export const ARTICLES = [
  article(
    "valley",
    "Valley Post",
    "2023-04-27",
    "Twelve killed at mosque in Herat",
    "Gunmen attacked a mosque in Herat on Wednesday, killing 12 worshippers, the governor said.",
    "Islamic State Khorasan claimed responsibility for the attack on the mosque in Herat.",
  ),
  article(
    "desert",
    "Desert Wire",
    "2023-04-27",
    "Attack on Herat mosque",
    "Gunmen attacked a mosque in the city of Herat on Wednesday and killed at least nine worshippers, a hospital doctor said.",
    "The Taliban accused Pakistan of sheltering Islamic State Khorasan.",
  ),
  article(
    "kunduz",
    "Valley Post",
    "2023-05-04",
    "Bomb in Kunduz",
    "A bomb killed five policemen in Kunduz on 3 May 2023, police said.",
    "Pakistan denied that it supports the Tehrik-e Taliban Pakistan.",
  ),
  article(
    "hostile",
    HOSTILE,
    "2023-05-06",
    `${SCRIPT} Market attacked`,
    `Fighters of ${HOSTILE} attacked a market in Kandahar on 5 May 2023, killing seven people, \u202e<b>officials</b> said.`,
    "گروه «سپاه صحابه» attacked a school in Ghazni on 4 May 2023.",
  ),
];

export const PASTED = {
  title: "Clash near Baghlan",
  outlet: "Hill Gazette",
  published: "2023-06-02",
  text: "Clash near Baghlan\n\nTaliban fighters killed three gunmen in Baghlan on 1 June 2023, a spokesman said.",
};

export const NEWER =
  "Taliban fighters killed two gunmen in Badghis on 1 July 2023, a spokesman said.";
