"use strict";
// Filters, map and timeline of a page that is complete without this script. The state of the
// filters stands in the address after "#", so that a view can be sent to others.
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const events = all(".event").map((card) => ({ card, text: card.textContent.toLowerCase() }));
  const inputs = all("[data-filter]");
  const picked = ["place", "period"];
  const state = new Map();

  const fits = ({ card, text }, without) =>
    [...state].every(([name, value]) => {
      if (name === without || name === "order" || !value) return true;
      if (name === "text") {
        return value.toLowerCase().split(/\s+/).every((word) => text.includes(word));
      }
      return card.dataset[name] === value;
    });

  let ordered = "";
  const order = () => {
    const by = state.get("order") ?? "";
    if (by === ordered) return;
    ordered = by;
    const key = by ? (e) => Number(e.card.dataset[by]) : null;
    const sorted = key ? [...events].sort((a, b) => key(b) - key(a)) : events;
    sorted.forEach(({ card }) => byId("events").append(card));
  };

  const dim = (selector, name, attribute) => {
    const open = new Set(
      events.filter((e) => fits(e, name)).map((e) => e.card.dataset[name]));
    for (const mark of all(selector)) {
      const value = mark.dataset[attribute];
      mark.classList.toggle("out", !open.has(value));
      mark.setAttribute("aria-pressed", String(state.get(name) === value));
    }
  };

  const show = () => {
    let count = 0;
    for (const event of events) {
      const shown = fits(event);
      event.card.hidden = !shown;
      count += shown ? 1 : 0;
    }
    order();
    dim(".spot", "place", "spot");
    dim(".bar", "period", "period");
    const narrowed = [...state].some(([name, value]) => value && name !== "order");
    const total = events.length === 1 ? "1 event" : `${events.length} events`;
    byId("shown").textContent = narrowed ? `${count} of ${total}` : total;
    byId("clear").hidden = !narrowed;
    byId("none").hidden = count > 0;
  };

  const remember = () => {
    const kept = new URLSearchParams([...state].filter(([, value]) => value));
    history.replaceState(null, "", `#${kept}`);
  };

  const set = (name, value) => {
    state.set(name, value);
    remember();
    show();
  };

  const toggle = (name, value) => set(name, state.get(name) === value ? "" : value);

  const recall = () => {
    const address = location.hash.slice(1);
    if (address && !address.includes("=")) {
      show();
      goTo(address);
      return;
    }
    const kept = new URLSearchParams(address);
    for (const input of inputs) {
      const value = kept.get(input.dataset.filter) ?? "";
      const known = input.tagName !== "SELECT" || [...input.options].some((o) => o.value === value);
      input.value = known ? value : "";
      state.set(input.dataset.filter, input.value);
    }
    picked.forEach((name) => state.set(name, kept.get(name) ?? ""));
    show();
  };

  const goTo = (id) => {
    let target = byId(id);
    if (!target && id.startsWith("claim-")) target = byId(id.replace("claim-", "event-"));
    if (!target) return;
    if (target.matches(".event")) target.querySelector("details").open = true;
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
      if (at.hidden) at.hidden = false;
    }
    all(".arrived").forEach((one) => one.classList.remove("arrived"));
    target.classList.add("arrived");
    target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  };

  let typing = 0;
  for (const input of inputs) {
    input.addEventListener("input", () => {
      clearTimeout(typing);
      const pause = input.type === "search" ? 150 : 0;
      typing = setTimeout(() => set(input.dataset.filter, input.value.trim()), pause);
    });
  }
  byId("clear").addEventListener("click", () => {
    inputs.forEach((input) => { if (input.dataset.filter !== "order") input.value = ""; });
    [...state.keys()].forEach((name) => { if (name !== "order") state.set(name, ""); });
    remember();
    show();
    byId("f-text").focus();
  });

  document.addEventListener("click", (click) => {
    const link = click.target.closest("a[href^='#']");
    if (link) {
      click.preventDefault();
      goTo(link.getAttribute("href").slice(1));
    }
    const setter = click.target.closest("[data-set]");
    if (setter) toggle(setter.dataset.set, setter.dataset.value);
    const bar = click.target.closest(".bar");
    if (bar) toggle("period", bar.dataset.period);
    const spot = click.target.closest(".spot");
    if (spot && !moved) toggle("place", spot.dataset.spot);
  });
  document.addEventListener("keydown", (key) => {
    const button = key.target.closest(".spot, .bar");
    if (button && (key.key === "Enter" || key.key === " ")) {
      key.preventDefault();
      if (button.matches(".spot")) toggle("place", button.dataset.spot);
      else toggle("period", button.dataset.period);
    }
  });

  // The map: the view box moves, and circles and letters keep their size on the screen.
  const map = byId("map");
  const home = map.getAttribute("viewBox").split(" ").map(Number);
  const whole = map.dataset.whole.split(" ").map(Number);
  let view = [...home];
  let moved = false;
  const sized = all("circle[data-r], #map text", map);
  const first = new Map(sized.map((one) => [one,
    Number(one.dataset.r ?? one.getAttribute("font-size") ?? one.parentElement.getAttribute("font-size"))]));

  const draw = () => {
    map.setAttribute("viewBox", view.map((n) => n.toFixed(1)).join(" "));
    const scale = view[2] / home[2];
    for (const [one, size] of first) {
      one.setAttribute(one.tagName === "circle" ? "r" : "font-size", (size * scale).toFixed(2));
    }
  };
  const zoom = (by, atX = 0.5, atY = 0.5) => {
    const width = Math.min(Math.max(view[2] * by, home[2] / 40), whole[2] * 2);
    const height = width * home[3] / home[2];
    view = [view[0] + (view[2] - width) * atX, view[1] + (view[3] - height) * atY, width, height];
    draw();
  };
  const pan = (right, down) => {
    view[0] = Math.min(Math.max(view[0] + right, whole[0] - whole[2] / 2), whole[0] + whole[2]);
    view[1] = Math.min(Math.max(view[1] + down, whole[1] - whole[3] / 2), whole[1] + whole[3]);
    draw();
  };
  const actions = { in: () => zoom(0.6), out: () => zoom(1 / 0.6), home: () => { view = [...home]; draw(); }, whole: () => { view = [...whole]; draw(); } };
  all("[data-map]").forEach((button) =>
    button.addEventListener("click", () => actions[button.dataset.map]()));
  map.addEventListener("keydown", (key) => {
    const step = view[2] / 12;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (moves[key.key]) pan(...moves[key.key]);
    else if (key.key === "+" || key.key === "=") zoom(0.7);
    else if (key.key === "-") zoom(1 / 0.7);
    else return;
    key.preventDefault();
  });
  // Plain scrolling stays with the page; pinching on a touchpad arrives as a wheel with Ctrl.
  map.addEventListener("wheel", (wheel) => {
    if (!wheel.ctrlKey && !wheel.metaKey) return;
    wheel.preventDefault();
    const box = map.getBoundingClientRect();
    zoom(wheel.deltaY > 0 ? 1.2 : 1 / 1.2,
      (wheel.clientX - box.left) / box.width, (wheel.clientY - box.top) / box.height);
  }, { passive: false });
  let held = null;
  map.addEventListener("pointerdown", (down) => { held = [down.clientX, down.clientY]; moved = false; });
  addEventListener("pointerup", () => { held = null; });
  addEventListener("pointercancel", () => { held = null; });
  map.addEventListener("pointermove", (move) => {
    if (!held) return;
    const box = map.getBoundingClientRect();
    const [x, y] = [move.clientX - held[0], move.clientY - held[1]];
    if (!moved && Math.hypot(x, y) < 4) return;
    moved = true;
    held = [move.clientX, move.clientY];
    pan(-x * view[2] / box.width, -y * view[3] / box.height);
  });
  map.addEventListener("dblclick", (click) => {
    if (!click.target.closest(".spot")) zoom(0.6);
  });

  addEventListener("hashchange", recall);
  addEventListener("beforeprint", () =>
    all(".claims, section > details").forEach((one) => { one.open = true; }));
  recall();
})();
