// The plain functions behind the pages: no browser, no server.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { source } from "./source.mjs";

const chain = await source("chain_layout");
const standing = await source("standing");
const keys = await source("review_keys");
const network = await source("network_graph");
const memory = await source("remembered");
const corrections = await source("corrections");
const trend = await source("trend_lines");
const figures = await source("figures");

const byLetters = (words) => words.length * 7;
const link = (name, does = "says", stance = "says") => ({ name, does, stance });
const pressed = (key, held = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe("the drawing of a chain", () => {
  const two = [link("Valley Post", "reports", "reports"), link("the governor")];

  it("runs across where it fits, each box after the arrow before it", () => {
    const { across, boxes, arrows, width } = chain.layChain(two, "the claim", 900, byLetters);
    assert.equal(across, true);
    assert.deepEqual(
      boxes.map((box) => box.kind),
      ["outlet", "source", "claim"],
    );
    arrows.forEach((arrow, at) => {
      assert.equal(arrow.fromX, boxes[at].left + boxes[at].width);
      assert.equal(arrow.toX, boxes[at + 1].left);
      assert.ok(arrow.toX - arrow.fromX > byLetters(arrow.words));
    });
    assert.ok(boxes.at(-1).left + boxes.at(-1).width <= width);
  });

  it("runs down where it does not, and stays inside the width", () => {
    const { across, boxes, width, height } = chain.layChain(two, "the claim", 200, byLetters);
    assert.equal(across, false);
    assert.ok(width <= 200);
    assert.ok(boxes[2].top > boxes[1].top && boxes[1].top > boxes[0].top);
    assert.ok(boxes[2].top + chain.BOX_HEIGHT <= height);
  });

  it("cuts a long name and keeps it whole beside", () => {
    const long = "x".repeat(300);
    const { boxes } = chain.layChain([link(long)], "c", 300, byLetters);
    assert.ok(boxes[0].words.endsWith("…") && byLetters(boxes[0].words) <= 240);
    assert.equal(boxes[0].whole, long);
  });

  it("cuts between letters as readers see them", () => {
    assert.equal(chain.cut("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 84, byLetters), "👩‍👩‍👧‍👦…");
  });

  it("is told in a sentence", () => {
    assert.equal(
      chain.chainSentence(two, "attack on the bridge"),
      "Valley Post reports, citing the governor says: attack on the bridge",
    );
  });
});

describe("the cells of a comparison", () => {
  it("have a sign and a word each, no two the same", () => {
    const signs = Object.values(standing.SIGNS);
    assert.equal(new Set(signs.map((one) => one.sign)).size, signs.length);
    assert.equal(new Set(signs.map((one) => one.word)).size, signs.length);
  });

  it("bear letters where the sources differ", () => {
    assert.deepEqual(
      standing.told(["8", "12"], ["a", "b"]).map((one) => one.version),
      ["a", "b"],
    );
    assert.deepEqual(
      standing.told(["8"], []).map((one) => one.version),
      [""],
    );
  });

  it("are summed up in a sentence", () => {
    const rows = [
      { field: "killed", standing: "differ" },
      { field: "when", standing: "agree" },
    ];
    assert.equal(standing.differing(rows), "Sources differ on: killed.");
    assert.match(standing.differing([]), /nothing that can be compared/);
  });
});

describe("the keys of the review", () => {
  it("do one thing each", () => {
    assert.equal(new Set(keys.KEYS.map((one) => one.key)).size, keys.KEYS.length);
    for (const { key, action } of keys.KEYS)
      assert.equal(keys.actionOf(pressed(key), false), action);
  });

  it("are left alone while somebody types or holds Ctrl", () => {
    assert.equal(keys.actionOf(pressed("a"), true), null);
    assert.equal(keys.actionOf(pressed("a", { ctrlKey: true }), false), null);
    assert.equal(keys.actionOf(pressed("x"), false), null);
  });

  it("count as typing in fields and not on buttons", () => {
    assert.equal(keys.takesKeys({ tagName: "INPUT", type: "text" }), true);
    assert.equal(keys.takesKeys({ tagName: "TEXTAREA" }), true);
    assert.equal(keys.takesKeys({ tagName: "INPUT", type: "checkbox" }), false);
    assert.equal(keys.takesKeys({ tagName: "BUTTON" }), false);
  });

  it("step through the queue without wrapping round", () => {
    assert.equal(keys.stepped(0, -1, 3), 0);
    assert.equal(keys.stepped(2, 1, 3), 2);
    assert.equal(keys.stepped(0, 1, 0), -1);
  });
});

describe("the network", () => {
  const node = (id, events = 1) => ({
    id,
    name: id.toUpperCase(),
    kind: null,
    country: null,
    events,
  });
  const edge = (from, to, sort, asserted, alleged = 0, denied = 0) => ({
    from,
    to,
    sort,
    asserted,
    alleged,
    denied,
    claims: [],
  });
  const nodes = ["a", "b", "c"].map((id) => node(id));
  const edges = [
    edge("a", "b", "attacks", 3, 1),
    edge("b", "c", "shelters", 0, 2),
    edge("c", "a", "odd", 0, 0, 1),
  ];

  it("tells an alleged edge from an asserted one", () => {
    assert.deepEqual(edges.map(network.toldAs), ["asserted", "alleged", "denied"]);
    assert.equal(network.toldWords(edges[0]), "3 asserted, 1 alleged");
  });

  it("puts an unknown sort under other", () => {
    assert.equal(network.sortOf("odd"), "other");
    assert.equal(network.sortOf("constructor"), "other");
  });

  it("leaves out what is not chosen, and nodes left alone", () => {
    const kept = network.chosen(nodes, edges, new Set(["attacks"]), new Set(["asserted"]));
    assert.deepEqual(
      kept.nodes.map((one) => one.id),
      ["a", "b"],
    );
    assert.equal(kept.edges.length, 1);
  });

  it("lists every edge that is drawn, most told first", () => {
    const rows = network.edgeRows(nodes, [...edges, edge("a", "gone", "attacks", 9)]);
    assert.deepEqual(
      rows.map((row) => row.told),
      ["3 asserted, 1 alleged", "2 alleged", "1 denied"],
    );
    assert.equal(rows[1].does, "shelters");
  });

  it("starts every node on a spot of its own", () => {
    const spots = [...network.circle(["a", "b", "c"]).values()];
    assert.equal(new Set(spots.map(({ x, y }) => `${x} ${y}`)).size, 3);
  });

  it("draws more events and tellings larger", () => {
    assert.ok(network.nodeSize(9, 10) > network.nodeSize(1, 10));
    assert.ok(network.edgeSize(edges[0]) > network.edgeSize(edges[2]));
  });
});

describe("what is remembered", () => {
  const shelf = () => {
    const kept = new Map();
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
    };
  };

  it("offers the reasons of a verdict, latest first and once each", () => {
    const here = shelf();
    for (const reason of ["one", "two", " one "]) memory.rememberReason(here, "accept", reason);
    assert.deepEqual(memory.lastReasons(here, "accept"), ["one", "two"]);
    assert.deepEqual(memory.lastReasons(here, "reject"), []);
  });

  it("keeps only so many reasons, and no empty one", () => {
    const here = shelf();
    for (let n = 0; n < 20; n += 1) memory.rememberReason(here, "reject", `reason ${n}`);
    memory.rememberReason(here, "reject", "  ");
    assert.equal(memory.lastReasons(here, "reject").length, memory.MOST_REASONS);
  });

  it("survives what it cannot read and a browser that refuses", () => {
    const here = shelf();
    here.setItem("khabar.reasons", "[not json");
    assert.deepEqual(memory.lastReasons(here, "accept"), []);
    const refusing = {
      getItem() {
        throw new Error("no");
      },
      setItem() {
        throw new Error("no");
      },
    };
    memory.rememberName(refusing, "Mina");
    assert.equal(memory.rememberedName(refusing), "");
  });
});

describe("corrections", () => {
  const { choice, day, fault, harm, newParty, number, optional, spanIn, step, text } = corrections;
  const words = { article_id: "a", start: 10, end: 22, words: "twelve died." };
  const toll = harm("harm.0", "killed", {
    outcome: "killed",
    low: 5,
    high: null,
    group: null,
    approximate: false,
    words,
  });

  it("send words as JSON, so that “2023” stays a word", () => {
    assert.deepEqual(step(text("where.name", "place", "Old"), ["2023"]), {
      field: "where.name",
      value: '"2023"',
    });
  });

  it("send nothing chosen as null", () => {
    const field = optional("mode", "mode", "drone", [["aerial", "air strike"]]);
    assert.deepEqual(step(field, [""]), { field: "mode", value: "null" });
  });

  it("leave a figure that is not stated empty, never 0", () => {
    assert.deepEqual(number("where.latitude", "latitude", null).now, [""]);
    assert.deepEqual(toll.now, ["5", ""]);
    assert.equal(JSON.parse(step(toll, ["6", ""]).value).high, null);
  });

  it("send both bounds of a figure together, with its words", () => {
    const { field, value } = step(toll, ["10", "12"]);
    assert.equal(field, "harm.0");
    assert.deepEqual(JSON.parse(value), {
      outcome: "killed",
      low: 10,
      high: 12,
      group: null,
      approximate: false,
      words,
    });
  });

  it("send a day and its precision together", () => {
    const { field, value } = step(day("date", ["2023-04-26", "2023-04-26", "day"], words), [
      "2023-05",
      "2023-05",
      "month",
    ]);
    assert.equal(field, "when");
    assert.deepEqual(JSON.parse(value), {
      start: "2023-05",
      end: "2023-05",
      precision: "month",
      basis: "stated",
      words,
    });
  });

  it("find the words of a value in the quote, in code points", () => {
    const quote = { article_id: "a", start: 10, end: 20, words: "💥 12 died." };
    assert.deepEqual(spanIn(quote, "12"), { article_id: "a", start: 12, end: 14, words: "12" });
    assert.equal(spanIn(quote, "elsewhere"), quote);
  });

  it("name a party where none was named", () => {
    const [party] = JSON.parse(step(newParty("actors", "actor", words), ["gunmen"]).value);
    assert.deepEqual([party.name, party.id], ["gunmen", null]);
  });

  it("say what is wrong before anything is sent", () => {
    assert.match(fault(toll, ["5", ""]), /Nothing was changed/);
    assert.match(fault(toll, ["12", "9"]), /above the highest/);
    assert.match(fault(toll, ["many", "9"]), /Expected a number/);
    const date = day("date", ["2023", "2023", "year"], words);
    assert.match(fault(date, ["2023-13", "2023", "year"]), /Expected a date/);
    assert.match(fault(date, ["2024", "2023", "year"]), /runs backwards/);
    assert.match(fault(text("where.name", "place", "x"), [" "]), /some words/);
    assert.equal(fault(toll, ["6", "9"]), null);
  });

  it("keep a value among the choices that the list does not know", () => {
    const field = choice("mode", "mode", "new-mode", [["drone", "drone"]]);
    assert.deepEqual(field.control.choices[0], ["new-mode", "new-mode"]);
  });
});

describe("a trend", () => {
  const period = (name, killed, grades = {}) => ({ period: name, killed, grades });
  const periods = [
    period("2023-04", { low: 3, best: null, high: null }, { weak: 2, fair: 0 }),
    period("2023-05", null),
  ];

  it("draws grades that occur and tolls that are stated", () => {
    assert.deepEqual(trend.gradeBars(periods), [{ period: "2023-04", grade: "weak", events: 2 }]);
    assert.deepEqual(trend.tollBars(periods), [
      { period: "2023-04", low: 3, best: null, high: 3, open: true },
    ]);
  });

  it("says whether the change can be told from chance", () => {
    const words = (low, high) => trend.ratioWords({ ratio: 2, low, high, p: 0.01 }, 0.95);
    assert.equal(words(1.2, 3.4), "2.00 times (95% interval 1.20 to 3.40): more than before.");
    assert.match(words(0.1, 0.8), /fewer than before/);
    assert.match(words(0.8, 3), /cannot be told from chance/);
    assert.match(words(1.2, null), /no upper bound/);
    assert.match(trend.ratioWords(null, 0.95), /cannot be compared/);
  });

  it("names only so many periods below the axis", () => {
    const many = Array.from({ length: 120 }, (_, at) => ({ period: String(at) }));
    assert.ok(trend.ticks(many, 12).length <= 12);
    assert.deepEqual(trend.ticks([], 12), []);
  });
});

describe("figures", () => {
  const harm = { outcome: "killed", low: null, high: null, group: null, approximate: false };

  it("are in words, and not stated is no number", () => {
    assert.equal(figures.rangeWords(null, undefined), "not stated");
    assert.equal(figures.rangeWords(0, 0), "0");
    assert.equal(figures.harmWords(harm), "an unstated number killed");
    assert.equal(
      figures.harmWords({ ...harm, low: 12, high: 12, group: "worshippers", approximate: true }),
      "about 12 worshippers killed",
    );
  });
});
