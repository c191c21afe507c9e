/** A run of bins picked out of a chart: by dragging over it, or by two handles and arrow keys. */

import { el } from "../dom";

const STILL = 4;
const PAUSE = 450;

export class Brush {
  readonly place = el("div", { class: "brush" });
  private readonly range = el("div", { class: "range", hidden: true });
  private readonly handles = [this.handle("First bin", 0), this.handle("Last bin", 1)] as const;
  private readonly clear = el(
    "button",
    {
      type: "button",
      class: "clear",
      "aria-label": "All of the time",
      onclick: () => this.done(null),
    },
    "×",
  );
  private labels: string[] = [];
  private ends: [number, number] | null = null;
  private waiting = 0;

  constructor(
    sides: { marginLeft: number; marginRight: number },
    private readonly picked: (first: number | null, last: number | null) => void,
  ) {
    this.place.style.insetInlineStart = "0";
    this.place.style.marginLeft = `${sides.marginLeft}px`;
    this.place.style.marginRight = `${sides.marginRight}px`;
    this.place.append(this.range, ...this.handles, this.clear);
    this.place.addEventListener("pointerdown", (down) => this.drag(down));
  }

  show(labels: string[], ends: [number, number] | null): void {
    this.labels = labels;
    this.ends = ends;
    this.draw();
  }

  private drag(down: PointerEvent): void {
    if (down.button || (down.target instanceof Element && down.target.closest("button"))) return;
    down.preventDefault();
    this.place.setPointerCapture(down.pointerId);
    const from = this.binAt(down.clientX);
    let moved = false;
    const move = (at: PointerEvent) => {
      moved ||= Math.abs(at.clientX - down.clientX) > STILL;
      if (!moved) return;
      const to = this.binAt(at.clientX);
      this.ends = [Math.min(from, to), Math.max(from, to)];
      this.draw();
    };
    const up = (at: PointerEvent) => {
      this.place.removeEventListener("pointermove", move);
      if (at.type === "pointercancel") return;
      this.done(moved ? this.ends : [from, from]);
    };
    this.place.addEventListener("pointermove", move);
    this.place.addEventListener("pointerup", up, { once: true });
    this.place.addEventListener("pointercancel", up, { once: true });
  }

  private handle(label: string, side: 0 | 1): HTMLElement {
    const made = el("div", {
      class: `handle handle-${side ? "last" : "first"}`,
      role: "slider",
      tabindex: "0",
      "aria-label": label,
      "aria-valuemin": 0,
    });
    made.addEventListener("keydown", (key) => this.step(key, side));
    return made;
  }

  private step(key: KeyboardEvent, side: 0 | 1): void {
    const last = this.labels.length - 1;
    const ends: [number, number] = this.ends ? [...this.ends] : [0, last];
    if (key.key === "ArrowRight" || key.key === "ArrowUp") ends[side] += 1;
    else if (key.key === "ArrowLeft" || key.key === "ArrowDown") ends[side] -= 1;
    else if (key.key === "Home") ends[side] = 0;
    else if (key.key === "End") ends[side] = last;
    else return;
    key.preventDefault();
    const [low, high] = side ? [ends[0], last] : [0, ends[1]];
    ends[side] = Math.min(Math.max(ends[side], low), high);
    this.ends = ends;
    this.draw();
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.place.isConnected && this.done(this.ends), PAUSE);
  }

  private done(ends: [number, number] | null): void {
    this.ends = ends;
    this.draw();
    this.picked(ends?.[0] ?? null, ends?.[1] ?? null);
  }

  private binAt(x: number): number {
    const box = this.place.getBoundingClientRect();
    const bin = Math.floor(((x - box.left) / box.width) * this.labels.length);
    return Math.min(Math.max(bin, 0), this.labels.length - 1);
  }

  private draw(): void {
    const bins = this.labels.length;
    const [first, last] = this.ends ?? [0, bins - 1];
    const share = (at: number) => `${(100 * at) / bins}%`;
    this.range.hidden = this.clear.hidden = this.ends === null;
    this.range.style.left = this.handles[0].style.left = share(first);
    this.range.style.right = share(bins - last - 1);
    this.handles[1].style.left = this.clear.style.left = share(last + 1);
    for (const [handle, at] of [
      [this.handles[0], first],
      [this.handles[1], last],
    ] as const) {
      handle.setAttribute("aria-valuemax", String(bins - 1));
      handle.setAttribute("aria-valuenow", String(at));
      handle.setAttribute("aria-valuetext", this.labels[at] ?? "");
    }
  }
}
