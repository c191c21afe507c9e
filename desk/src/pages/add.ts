/** Adding articles: pasted, as files, or by their addresses; and what became of each. */

import "../styles/pages/forms.css";
import "../styles/pages/add.css";
import { type Api, Refused } from "../api";
import { append, type Child, el, refill, said } from "../dom";
import { pageLink, type State } from "../router";
import type { ErrandAnswer, ErrandStarted, EventCard } from "../server";
import { counted } from "../words";
import { untilEnded } from "./errand";
import type { Shown } from "./page";

export const title = "Add";

const MOST_LISTED = 30;

export async function render(into: HTMLElement, _state: State, api: Api): Promise<Shown> {
  const errands = el("div", { class: "errands" });
  let closed = false;
  const follow = async (start: () => Promise<ErrandStarted>) => {
    const place = el("section", {
      class: "errand",
      tabindex: "-1",
      "aria-label": "What became of it",
    });
    errands.prepend(place);
    place.focus();
    try {
      const { errand } = await start();
      await watch(api, errand, place, () => closed);
    } catch (fault) {
      refill(
        place,
        el(
          "p",
          { class: "wrong", role: "alert", dir: "auto" },
          fault instanceof Refused ? fault.message : String(fault),
        ),
      );
    }
  };
  refill(
    into,
    el("h1", {}, "Add articles"),
    el(
      "p",
      { class: "quiet" },
      "What is added is read on this computer, by the same rules as khabar code.",
    ),
    el(
      "div",
      { class: "adding" },
      pasting(api, follow),
      dropping(api, follow),
      addresses(api, follow),
    ),
    errands,
  );
  return {
    update: () => undefined,
    close: () => {
      closed = true;
    },
  };
}

type Follow = (start: () => Promise<ErrandStarted>) => Promise<void>;

function form(
  heading: string,
  send: (form: HTMLFormElement) => void,
  ...children: Child[]
): HTMLFormElement {
  const made: HTMLFormElement = el(
    "form",
    {
      onsubmit: (event) => {
        event.preventDefault();
        send(made);
      },
    },
    el("h2", {}, heading),
    ...children,
  );
  return made;
}

function field(
  label: string,
  name: string,
  more: Record<string, string | number | boolean> = {},
): HTMLElement {
  return el("label", {}, label, el("input", { name, dir: "auto", autocomplete: "off", ...more }));
}

function pasting(api: Api, follow: Follow): HTMLElement {
  const send = (form: HTMLFormElement) => {
    const given = [...new FormData(form)].map(([name, value]) => [
      name,
      String(value).trim() || null,
    ]);
    void follow(() => api.send("api/add", Object.fromEntries(given)));
  };
  return form(
    "Paste a text",
    send,
    el(
      "label",
      {},
      "Text",
      el("textarea", { name: "text", rows: 10, dir: "auto", required: true }),
    ),
    field("Title", "title"),
    field("Outlet", "outlet"),
    field("Published, if known", "published", {
      placeholder: "2023-04-26",
      pattern: "\\d{4}(-\\d{2}(-\\d{2})?)?",
    }),
    field("Address", "url", { type: "url" }),
    el("p", {}, el("button", { class: "chief" }, "Read this text")),
  );
}

/** What `khabar code` reads. */
const KINDS =
  ".txt,.html,.htm,.jsonl,.csv,.tsv,.parquet,.warc,.wacz,.xml,.rss,.atom,.rdf,.urls,.gz,.zip";

function dropping(api: Api, follow: Follow): HTMLElement {
  const input = el("input", {
    type: "file",
    multiple: true,
    name: "files",
    accept: KINDS,
  });
  const chosen = el("p", { class: "quiet", role: "status" });
  const tell = () => {
    const names = [...(input.files ?? [])].map((file) => file.name);
    refill(chosen, names.length > 1 && said(names.join(", ")));
  };
  input.addEventListener("change", tell);
  const send = () => {
    const files = [...(input.files ?? [])];
    if (!files.length) return refill(chosen, "Choose files first.");
    const body = new FormData();
    for (const file of files) body.append("files", file, file.name);
    return void follow(() => api.upload("api/add", body));
  };
  const made = form(
    "Files",
    send,
    el("label", {}, "Texts, pages or JSON Lines: choose them or drop them here", input),
    chosen,
    el("p", {}, el("button", { class: "chief" }, "Read these files")),
  );
  takeDrops(made, (files) => {
    input.files = files;
    tell();
  });
  return made;
}

function takeDrops(place: HTMLElement, take: (files: FileList) => void): void {
  const over = (on: boolean) => (event: DragEvent) => {
    event.preventDefault();
    place.classList.toggle("over", on);
  };
  place.addEventListener("dragover", over(true));
  place.addEventListener("dragleave", over(false));
  place.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer?.files.length) take(event.dataTransfer.files);
  });
}

function addresses(api: Api, follow: Follow): HTMLElement {
  const send = (form: HTMLFormElement) => {
    const words = String(new FormData(form).get("urls") ?? "");
    const urls = words.split(/\s+/).filter(Boolean);
    if (urls.length) void follow(() => api.send("api/add", { urls }));
  };
  return form(
    "Addresses",
    send,
    el(
      "label",
      {},
      "One a line",
      el("textarea", { name: "urls", rows: 6, dir: "ltr", required: true, spellcheck: false }),
    ),
    el(
      "p",
      { class: "quiet" },
      "They are fetched by this computer, politely and without its private network.",
    ),
    el("p", {}, el("button", { class: "chief" }, "Fetch and read")),
  );
}

async function watch(api: Api, id: string, place: HTMLElement, gone: () => boolean): Promise<void> {
  const errand = await untilEnded(api, id, (now) => refill(place, ...progress(now)), gone);
  if (gone()) return;
  if (errand.error)
    append(place, el("p", { class: "wrong", role: "alert", dir: "auto" }, errand.error));
  append(place, ...(await became(api, errand)));
}

function progress(errand: ErrandAnswer): HTMLElement[] {
  const words = errand.state === "running" ? `Reading ${errand.now ?? ""}` : errand.state;
  return [
    el("p", { role: "status", dir: "auto" }, `${words}: ${errand.done} of ${errand.total}.`),
    el("progress", {
      max: Math.max(errand.total, 1),
      value: errand.done,
      "aria-label": "Progress",
    }),
  ];
}

async function became(api: Api, errand: ErrandAnswer): Promise<HTMLElement[]> {
  const counts = Object.entries(errand.outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  const rows = await Promise.all(
    errand.events
      .slice(0, MOST_LISTED)
      .map((id) => api.get<EventCard>(`api/events/${encodeURIComponent(id)}`)),
  );
  const more = errand.events.length - rows.length;
  return [
    el("p", {}, counts.length ? `What went in: ${counts.join(", ")}.` : "Nothing went in."),
    ...(errand.dropped.length ? [dropped(errand)] : []),
    el(
      "h3",
      {},
      errand.events.length ? counted(errand.events.length, "event") : "No event was read in it",
    ),
    el(
      "ul",
      { class: "event-lines" },
      ...rows.map((row) =>
        el("li", {}, el("a", { href: pageLink("event", row.id) }, said(row.line))),
      ),
      more > 0 ? el("li", { class: "quiet" }, `and ${more} more`) : null,
    ),
  ];
}

function dropped(errand: ErrandAnswer): HTMLElement {
  const rows = errand.dropped.map(({ item, reason }) =>
    el("tr", {}, el("td", {}, said(item)), el("td", {}, said(reason))),
  );
  const head = ["left out", "why"].map((name) => el("th", { scope: "col" }, name));
  return el(
    "table",
    { class: "dropped" },
    el("thead", {}, el("tr", {}, ...head)),
    el("tbody", {}, ...rows),
  );
}
