/* The overview map beside a column: a tick for each sentence at its place in the text, wide for contradicting, half for shared,
   narrow for unique; a frame around what is in view; dragging scrolls. The column itself scrolls by keyboard, hence no role here.
   One module with reading.js, whose element() it uses. */
class Strip {
  constructor(body, ticks) {
    this.body = body;
    this.ticks = ticks.map((tick) => ({ ...tick, node: element("i", { class: `tick tick-${tick.finding}`, style: `top:${100 * tick.from}%;height:${100 * (tick.to - tick.from)}%` }) }));
    this.frame = element("i", { class: "frame" });
    this.root = element("div", { class: "strip", "aria-hidden": "true" }, ...this.ticks.map((tick) => tick.node), this.frame);
  }

  /* Places of an article's sentences by their length: [{i, finding, from, to}], from and to between 0 and 1. */
  static places(sentences) {
    const total = sentences.reduce((sum, s) => sum + s.length, 0) || 1;
    let passed = 0;
    return sentences.map(({ i, finding, length }) => ({ i, finding, from: passed / total, to: (passed += length) / total }));
  }

  listen(spans, scrollTo, options) {
    this.spans = spans;
    let waiting = false;
    const later = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; this.showView(); });
    };
    this.body.addEventListener("scroll", later, { ...options, passive: true });
    const seen = new ResizeObserver(later);
    seen.observe(this.body);
    options.signal.addEventListener("abort", () => seen.disconnect());
    const go = (event) => {
      const box = this.root.getBoundingClientRect();
      const at = Math.min(0.999, Math.max(0, (event.clientY - box.top) / (box.height || 1)));
      const tick = this.ticks.find((t) => at < t.to);
      if (tick) scrollTo(tick.i);
    };
    this.root.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.root.setPointerCapture(event.pointerId);
      go(event);
    }, options);
    this.root.addEventListener("pointermove", (event) => { if (this.root.hasPointerCapture(event.pointerId)) go(event); }, options);
  }

  /* The sentences in view, found by halving: sentences stand one below the other. */
  showView() {
    if (!this.ticks.length) return;
    const box = this.body.getBoundingClientRect();
    const below = (height) => {
      let low = 0, high = this.ticks.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.spans[this.ticks[middle].i].getBoundingClientRect().bottom <= height) low = middle + 1; else high = middle;
      }
      return low;
    };
    const first = Math.min(below(box.top), this.ticks.length - 1), last = Math.min(below(box.bottom), this.ticks.length - 1);
    this.frame.style.top = `${100 * this.ticks[first].from}%`;
    this.frame.style.height = `${100 * (this.ticks[last].to - this.ticks[first].from)}%`;
  }
}

