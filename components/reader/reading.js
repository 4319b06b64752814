/* The linked reading view: one column per article, one DOM build per content. Hover, pinning, scrolling, filters and search
   happen here, without the server. Article text is untrusted: it enters the page through textContent only. */
const CHANNEL = Symbol.for("lesarten.reading");
const LIKELY = 70; // similarity from which three of four pairs said the same in the hand check
const SEEN_HINT = "lesarten.hint-seen";
const views = new WeakMap();

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

function remembered(key) {
  try { return localStorage.getItem(key); } catch { return "unavailable"; }
}

function remember(key) {
  try { localStorage.setItem(key, "1"); } catch { /* private window: the hint simply comes again */ }
}

class ReadingView {
  constructor(parent) {
    this.parent = parent;
    this.version = null;
    this.lit = -1;
    this.pinned = -1;
    this.gone = new AbortController();
    this.channel = globalThis[CHANNEL] ??= new EventTarget();
    this.channel.addEventListener("command", (event) => this.obey(event.detail), { signal: this.gone.signal });
  }

  update(data) {
    if (!data) return;
    if (this.root?.isConnected && data.version === this.version) return;
    for (const old of [...this.parent.children]) if (old.classList.contains("reading")) old.remove();
    this.root = element("div", { class: "reading", lang: data.language, "data-neutral": data.neutral });
    this.parent.append(this.root);
    this.build(data);
  }

  say(key, values = {}) {
    return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), this.data.words[key]);
  }

  build(data) {
    const started = performance.now();
    this.data = data;
    this.version = data.version;
    this.codes = data.codes; // what kinds of marks and links there are: components/reader/marks.py
    this.lit = this.pinned = -1;
    this.near = data.sentences.map(() => []);
    for (const [i, j, similarity, kind] of data.links) {
      this.near[i].push({ at: j, similarity, kind });
      this.near[j].push({ at: i, similarity, kind });
    }
    this.byArticle = data.articles.map(() => []);
    data.sentences.forEach((sentence, i) => this.byArticle[sentence.article].push(i));
    this.place = new Map(data.sentences.map((sentence, i) => [sentence.id, i]));
    this.spans = new Array(data.sentences.length);
    this.ticks = new Array(data.sentences.length);
    this.strips = [];
    this.buildToolbar();
    this.tabs = element("nav", { class: "tabs", "aria-label": this.say("articles") });
    this.columns = element("div", { class: "columns" });
    this.status = element("div", { class: "sr", role: "status", "aria-live": "polite" });
    this.cols = data.articles.map((article, n) => this.buildColumn(article, n));
    this.columns.append(...this.cols);
    this.tabButtons = data.articles.map((article, n) => {
      const button = element("button", { type: "button", "data-column": n }, article.label, element("span", { class: "n", hidden: true }));
      this.tabs.append(button);
      return button;
    });
    this.tabButtons[0]?.setAttribute("aria-current", "true");
    this.root.append(this.buildHint(), this.toolbar, this.tabs, this.columns, this.status);
    this.setRoving(data.sentences.findIndex((sentence) => sentence.finding !== this.codes.aside));
    this.listen();
    this.setHidden(data.initial.hidden ?? []);
    this.search.value = data.initial.find ?? "";
    this.find(this.search.value);
    this.channel.chosen = undefined;
    this.pin(this.place.get(data.initial.selected) ?? -1, { tell: false, smooth: false });
    this.touched = false;
    this.settle();
    performance.measure("reading:build", { start: started, end: performance.now() });
  }

  buildHint() {
    const hint = element("p", { class: "first-hint", hidden: this.data.neutral || remembered(SEEN_HINT) !== null }, this.say("hint"), " ");
    const close = element("button", { type: "button" }, this.say("hint_close"));
    close.addEventListener("click", () => this.hideHint());
    hint.append(close);
    this.hint = hint;
    return hint;
  }

  hideHint() {
    if (this.hint.hidden) return;
    this.hint.hidden = true;
    remember(SEEN_HINT);
  }

  /* "Show only": everything, or the sentences of one finding; beside it what can be shown in addition. */
  buildToolbar() {
    this.toolbar = element("div", { class: "toolbar", role: "group", "aria-label": this.say("marks") });
    const { speech, maybe, shared, contradicting, unique } = this.codes;
    this.findings = [contradicting, unique, shared];
    const number = (kind) => kind === speech ? this.data.sentences.filter((s) => s.notes.some((note) => note[2] !== "doubt")).length : kind === maybe ? new Set(this.data.links.filter((link) => link[3] === maybe).flatMap((link) => [link[0], link[1]])).size : this.data.sentences.filter((s) => s.finding === kind && s.sure).length;
    const button = (kind, sign, name) => element("button", { type: "button", class: `filter filter-${kind}`, [`data-${name}`]: kind, "aria-pressed": "false", title: this.say(`legend_${kind}`) },
      element("span", { class: "sign", "aria-hidden": "true" }, sign), ` ${this.say(`filter_${kind}`)} (${number(kind)})`);
    const signs = new Map(this.data.filters);
    this.only = this.findings.filter((kind) => signs.has(kind)).map((kind) => button(kind, signs.get(kind), "only"));
    this.everything = element("button", { type: "button", class: "filter only-all", "data-only": "", "aria-pressed": "true" }, this.say("filter_all"));
    this.filters = [...signs].filter(([kind]) => !this.findings.includes(kind)).map(([kind, sign]) => button(kind, sign, "kind"));
    this.away = element("span", { class: "hits", role: "status" });
    this.search = element("input", { type: "search", placeholder: this.say("find"), "aria-label": this.say("find"), autocomplete: "off" });
    this.hits = element("span", { class: "hits", role: "status" });
    const keys = element("details", { class: "keys" }, element("summary", {}, this.say("keys")), element("p", {}, this.say("keys_text")));
    const only = this.only.length ? [element("span", { class: "label" }, this.say("show_only")), this.everything, ...this.only, this.away, element("span", { class: "label also" }, this.say("show_also"))] : [];
    this.toolbar.append(...only, ...this.filters, element("span", { class: "find" }, this.search, this.hits), keys);
  }

  buildColumn(article, n) {
    const heading = element("h3", { id: `column-${article.id}` }, article.label);
    const jump = element("button", { type: "button", class: "jump", "data-column": n, tabindex: "-1" });
    const head = element("header", { class: "head" }, jump, heading, element("p", { class: "count" }, article.count));
    if (article.short) head.append(this.buildFacts(article));
    const body = element("div", { class: "body", tabindex: "0", role: "region", "aria-label": this.say("text_of", { outlet: article.label }), lang: "de" });
    let paragraph = null, last = null;
    for (const i of this.byArticle[n]) {
      const sentence = this.data.sentences[i];
      if (sentence.paragraph !== last) {
        paragraph = element(sentence.role === "headline" ? "h4" : "p", { class: `role-${sentence.role}${sentence.finding === this.codes.aside ? " aside" : ""}` });
        if (sentence.finding === this.codes.aside) paragraph.append(element("span", { class: "role", lang: this.data.language }, this.say(`role_${sentence.role}`)), " ");
        body.append(paragraph);
        last = sentence.paragraph;
      }
      paragraph.append(this.buildSentence(sentence, i), " ");
    }
    if (!this.byArticle[n].length) body.append(element("p", { lang: this.data.language }, this.say("empty_article")));
    const told = this.byArticle[n].filter((i) => this.data.sentences[i].finding !== this.codes.aside);
    const length = (i) => this.data.sentences[i].pieces.reduce((sum, piece) => sum + piece[0].length, 0);
    const strip = new Strip(body, Strip.places(told.map((i) => ({ i, finding: this.data.sentences[i].finding, length: length(i) }))));
    this.strips[n] = strip;
    for (const tick of strip.ticks) this.ticks[tick.i] = tick.node;
    return element("article", { class: "column", "aria-labelledby": heading.id, "data-column": n }, head, element("div", { class: "shelf" }, body, strip.root));
  }

  buildSentence(sentence, i) {
    const { shared, contradicting, maybe, doubtful, aside } = this.codes;
    if (sentence.finding === aside) return element("span", {}, ...sentence.pieces.map(([text]) => text));
    const others = new Set(this.near[i].filter((x) => x.kind !== maybe && (x.kind !== doubtful || x.similarity > 0)).map((x) => this.data.sentences[x.at].article)).size;
    const likely = new Set(this.near[i].filter((x) => x.kind !== maybe && x.kind !== doubtful && x.similarity >= LIKELY).map((x) => this.data.sentences[x.at].article)).size;
    const word = this.data.neutral ? "" : sentence.finding === shared ? (likely ? this.say(likely === 1 ? "mark_shared_one" : "mark_shared", { n: likely }) : this.say("mark_alike", { n: others })) : this.say(sentence.finding === contradicting ? "mark_contradicting" : sentence.sure ? "mark_unique" : "mark_unsure");
    const mark = element("button", { type: "button", class: "mark", tabindex: "-1", "data-at": i, "aria-pressed": "false", "aria-label": this.say("mark_label", { n: sentence.number, mark: word }) + (others ? `, ${this.say("mark_voices", { articles: others + 1, voices: sentence.voices })}` : ""), title: others ? this.say("mark_voices", { articles: others + 1, voices: sentence.voices }) : null },
      element("span", { class: "sign" }, sentence.sure ? this.data.signs[sentence.finding] : this.data.signs[maybe]), ` ${word}`);
    const span = element("span", { class: `sentence is-${sentence.finding}${sentence.whole ? " whole" : ""}${sentence.sure ? "" : " unsure"}`, "data-at": i });
    for (const [text, flags] of sentence.pieces) span.append(flags ? element("span", { class: flags }, text) : text);
    span.append(mark);
    for (const [sign, words, kind] of sentence.notes) {
      span.append(element("span", { class: `noted noted-${kind}`, title: words }, element("span", { "aria-hidden": "true" }, sign), element("span", { class: "sr" }, words)));
    }
    this.spans[i] = span;
    return span;
  }

  buildFacts(article) {
    const list = element("dl", {});
    for (const fact of article.facts) {
      const value = element("dd", {}, fact.value);
      if (fact.note) value.append(element("small", {}, fact.note));
      for (const source of fact.sources) {
        value.append(element("small", {}, source.link ? element("a", { href: source.link, target: "_blank", rel: "noopener noreferrer nofollow" }, source.text) : source.text));
      }
      list.append(element("dt", {}, fact.name), value);
    }
    const now = [element("p", { class: "when" }, article.when), element("p", { class: "facts" }, article.short)];
    return element("details", { class: "about" }, element("summary", {}, this.say("about_outlet")), ...now, list);
  }

  listen() {
    this.domGone?.abort();
    this.domGone = new AbortController();
    const options = { signal: this.domGone.signal };
    const at = (event) => { const found = event.target.closest?.("[data-at]"); return found ? Number(found.dataset.at) : -1; };
    this.columns.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch") return;
      // text that scrolled under a resting pointer after a click is no hover
      if (this.rest && Math.hypot(event.clientX - this.rest[0], event.clientY - this.rest[1]) < 4) return;
      this.rest = null;
      this.light(at(event));
    }, options);
    for (const kind of ["pointerdown", "wheel", "keydown", "touchstart"]) this.root.addEventListener(kind, () => { this.touched = true; }, { ...options, passive: true });
    this.root.addEventListener("pointermove", (event) => { this.pointer = [event.clientX, event.clientY]; }, { ...options, passive: true });
    this.columns.addEventListener("pointerleave", () => this.light(-1), options);
    this.columns.addEventListener("focusin", (event) => { const i = at(event); if (i >= 0) { this.setRoving(i); this.light(i); } }, options);
    this.columns.addEventListener("click", (event) => {
      const jump = event.target.closest(".jump");
      if (jump) return this.showIn(Number(jump.dataset.column));
      const i = at(event);
      if (i < 0 || event.target.closest("a, details")) return;
      const selection = this.parent.getRootNode().getSelection?.() ?? getSelection();
      if (selection && String(selection).length && !event.target.closest(".mark")) return; // the reader is marking words to copy
      this.rest = [event.clientX, event.clientY];
      this.pin(i === this.pinned ? -1 : i);
      this.light(-1);
    }, options);
    this.root.addEventListener("keydown", (event) => this.onKey(event), options);
    this.toolbar.addEventListener("click", (event) => {
      const button = event.target.closest(".filter");
      if (!button) return;
      const hidden = new Set(this.hidden), only = button.dataset.only;
      if (only !== undefined) for (const kind of this.findings) hidden[only && kind !== only ? "add" : "delete"](kind);
      else if (!hidden.delete(button.dataset.kind)) hidden.add(button.dataset.kind);
      this.setHidden([...hidden]);
      this.tell();
    }, options);
    let waiting = 0;
    this.search.addEventListener("input", () => {
      this.find(this.search.value);
      clearTimeout(waiting);
      waiting = setTimeout(() => this.tell(), 600);
    }, options);
    this.search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") { event.preventDefault(); event.stopPropagation(); this.nextHit(event.shiftKey ? -1 : 1); }
    }, options);
    this.tabs.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.cols[Number(button.dataset.column)].scrollIntoView({ inline: "center", block: "nearest", behavior: this.behavior() });
    }, options);
    for (const strip of this.strips) strip.listen(this.spans, (i) => this.scrollTo(i, 0, "auto"), options);
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) this.tabButtons.forEach((b, n) => b.setAttribute("aria-current", String(n === Number(entry.target.dataset.column))));
    }, { root: this.columns, threshold: 0.6 });
    this.cols.forEach((column) => seen.observe(column));
    this.domGone.signal.addEventListener("abort", () => seen.disconnect());
  }

  behavior() { return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth"; }

  /* One sentence mark at a time can be reached with Tab; arrow keys move it. */
  setRoving(i) {
    const mark = (n) => this.spans[n]?.querySelector(".mark");
    if (this.roving !== undefined && mark(this.roving)) mark(this.roving).tabIndex = -1;
    this.roving = i;
    if (mark(i)) mark(i).tabIndex = 0;
  }

  shown(link) { return link.kind !== this.codes.maybe || !this.hidden.has(this.codes.maybe); }

  /* Classes that say of which kind a link to a sentence is. */
  classes(prefix) { return [this.codes.contradicting, this.codes.doubtful, this.codes.maybe].map((kind) => `${prefix}-${kind}`); }

  light(i) {
    if (i === this.lit) return;
    if (this.lit >= 0) {
      this.spans[this.lit].classList.remove("lit");
      this.ticks[this.lit]?.classList.remove("on");
      for (const x of this.near[this.lit]) {
        this.spans[x.at]?.classList.remove("near", ...this.classes("near"));
        this.ticks[x.at]?.classList.remove("on");
      }
    }
    this.lit = i;
    if (i >= 0) {
      this.spans[i].classList.add("lit");
      this.ticks[i].classList.add("on");
      for (const x of this.near[i]) {
        if (!this.shown(x)) continue;
        this.spans[x.at].classList.add(x.kind === this.codes.shared ? "near" : `near-${x.kind}`);
        if (x.kind !== this.codes.maybe) this.ticks[x.at].classList.add("on");
      }
    }
    this.countNear(i >= 0 ? i : this.pinned);
  }

  countNear(i) {
    const count = this.cols.map(() => 0);
    this.first = this.cols.map(() => -1);
    if (i >= 0) {
      for (const x of [...this.near[i]].sort((a, b) => b.similarity - a.similarity)) {
        if (x.kind === this.codes.maybe) continue;
        const column = this.data.sentences[x.at].article;
        if (!count[column]++) this.first[column] = x.at;
      }
    }
    this.cols.forEach((column, n) => {
      const jump = column.querySelector(".jump");
      jump.textContent = count[n] ? this.say(count[n] === 1 ? "counterpart_one" : "counterparts", { n: count[n] }) : "";
      jump.classList.toggle("on", count[n] > 0);
      jump.tabIndex = count[n] ? 0 : -1;
      const number = this.tabButtons[n].querySelector(".n");
      number.hidden = !count[n];
      number.textContent = count[n];
    });
  }

  showIn(column) {
    const i = this.first?.[column] ?? -1;
    if (i < 0) return;
    this.scrollTo(i, undefined, this.behavior());
    this.cols[column].scrollIntoView({ inline: "center", block: "nearest", behavior: this.behavior() });
  }

  /* Scroll a sentence inside its own column so that it stands at height y of the column. */
  scrollTo(i, y, behavior) {
    const body = this.spans[i].closest(".body");
    const top = this.spans[i].getBoundingClientRect().top - body.getBoundingClientRect().top + body.scrollTop;
    body.scrollTo({ top: Math.max(0, top - (y ?? body.clientHeight / 3)), behavior });
  }

  /* What the address pins is shown again once fonts are there and paragraphs have their true heights, unless the reader was faster. */
  settle(tries = 6) {
    setTimeout(() => {
      const i = this.pinned;
      if (i < 0 || this.touched || !this.spans[i].isConnected) return;
      const own = this.spans[i].getBoundingClientRect(), frame = this.spans[i].closest(".body").getBoundingClientRect();
      if (own.top < frame.top || own.bottom > frame.bottom) this.showPinned(i, "auto");
      if (tries > 1) this.settle(tries - 1);
    }, 250);
  }

  pin(i, { tell = true, smooth = true } = {}) {
    if (!this.spans[i]) i = -1;
    if (this.pinned >= 0) {
      this.spans[this.pinned].classList.remove("pinned");
      this.spans[this.pinned].querySelector(".mark").setAttribute("aria-pressed", "false");
      for (const x of this.near[this.pinned]) this.spans[x.at].classList.remove("pinned-near", ...this.classes("pinned"));
    }
    this.pinned = i;
    this.root.classList.toggle("has-pin", i >= 0);
    if (i >= 0) this.showPinned(i, smooth ? this.behavior() : "auto");
    else if (tell) this.status.textContent = this.say("unpinned");
    this.countNear(this.lit >= 0 ? this.lit : i);
    if (tell) { this.hideHint(); this.tell(); }
  }

  showPinned(i, behavior) {
    const span = this.spans[i], body = span.closest(".body"), frame = body.getBoundingClientRect(), own = span.getBoundingClientRect();
    span.classList.add("pinned");
    span.querySelector(".mark").setAttribute("aria-pressed", "true");
    this.setRoving(i);
    let y = own.top - frame.top;
    if (y < 0 || own.bottom > frame.bottom - 12) { y = frame.height / 3; this.scrollTo(i, y, behavior); }
    const best = new Map(), rank = (x) => x.similarity + (x.kind === this.codes.contradicting ? 1000 : x.kind === this.codes.doubtful ? 500 : 0); // a clash is what the reader came for
    for (const x of this.near[i]) {
      if (x.kind === this.codes.maybe) continue;
      const column = this.data.sentences[x.at].article;
      if (!best.has(column) || rank(best.get(column)) < rank(x)) best.set(column, x);
      this.spans[x.at].classList.add(x.kind === this.codes.shared ? "pinned-near" : `pinned-${x.kind}`);
    }
    for (const x of best.values()) this.scrollTo(x.at, y, behavior);
    const names = [...best.keys()].map((n) => this.data.articles[n].label);
    this.status.textContent = names.length ? this.say("pinned", { outlets: names.join(", ") }) : this.say("pinned_alone");
  }

  tell() {
    this.channel.chosen = { selected: this.pinned >= 0 ? this.data.sentences[this.pinned].id : null, hidden: [...this.hidden].sort(), find: this.search.value.trim() };
    this.channel.dispatchEvent(new Event("chosen"));
  }

  obey(command) {
    if (!this.data) return;
    const i = this.place.get(command.selected) ?? -1;
    if (i !== this.pinned) this.pin(i, { tell: false });
    if (this.channel.chosen) this.channel.chosen = { ...this.channel.chosen, selected: command.selected ?? null };
  }

  setHidden(kinds) {
    this.hidden = new Set(kinds);
    for (const button of this.filters) button.setAttribute("aria-pressed", String(!this.hidden.has(button.dataset.kind)));
    const left = this.findings.filter((kind) => !this.hidden.has(kind)), only = left.length === 1 ? left[0] : "";
    for (const button of [this.everything, ...this.only]) button.setAttribute("aria-pressed", String(left.length === (only ? 1 : 3) && button.dataset.only === only));
    const gone = only ? this.data.sentences.filter((s) => s.finding !== this.codes.aside && !(s.finding === only && s.sure)).length : 0;
    this.away.textContent = gone ? this.say("show_away", { n: gone }) : "";
    this.root.dataset.hidden = kinds.join(" ");
    this.root.dataset.only = only;
    if (this.roving !== undefined && !this.seen(this.roving)) this.setRoving(this.spans.findIndex((_, i) => this.seen(i)));
  }

  find(text) {
    const wanted = text.trim().toLocaleLowerCase("de");
    this.found = [];
    this.spans.forEach((span, i) => {
      const hit = wanted.length > 1 && this.data.sentences[i].pieces.map((p) => p[0]).join("").toLocaleLowerCase("de").replace(/\s+/g, " ").includes(wanted);
      span.classList.toggle("hit", hit);
      if (hit) this.found.push(i);
    });
    const articles = new Set(this.found.map((i) => this.data.sentences[i].article)).size;
    this.hits.textContent = wanted.length > 1 ? this.say("hits", { n: this.found.length, articles }) : "";
    this.hitAt = -1;
    const first = new Map();
    for (const i of this.found) if (!first.has(this.data.sentences[i].article)) first.set(this.data.sentences[i].article, i);
    for (const i of first.values()) this.scrollTo(i, undefined, "auto");
  }

  nextHit(step) {
    if (!this.found.length) return;
    this.hitAt = (this.hitAt + step + this.found.length) % this.found.length;
    this.rest = this.pointer ?? null; // what moves under a resting pointer is no hover
    this.bringIntoView(this.found[this.hitAt]);
    this.light(this.found[this.hitAt]);
  }

  focusOn(i) {
    this.setRoving(i);
    this.spans[i].querySelector(".mark").focus({ preventScroll: true });
    this.bringIntoView(i);
  }

  bringIntoView(i) {
    const body = this.spans[i].closest(".body"), own = this.spans[i].getBoundingClientRect(), frame = body.getBoundingClientRect();
    if (own.top < frame.top + 8 || own.bottom > frame.bottom - 8) this.scrollTo(i, undefined, "auto");
    this.spans[i].closest(".column").scrollIntoView({ inline: "nearest", block: "nearest", behavior: "auto" });
  }

  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, summary, a")) return;
    if (event.key === "Escape") {
      if (this.pinned >= 0) { this.pin(-1); event.preventDefault(); event.stopPropagation(); }
      return;
    }
    const mark = event.target.closest?.(".mark");
    if (!mark) return;
    const target = this.target(event.key, Number(mark.dataset.at));
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (target >= 0) this.focusOn(target);
  }

  /* Whether a sentence is there and not hidden by "show only". */
  seen(i) { return Boolean(this.spans[i]?.getClientRects().length); }

  /* The sentence a key leads to, -1 for none, undefined for a key that is not ours. */
  target(key, i) {
    const column = this.data.sentences[i].article;
    const list = this.byArticle[column].filter((k) => this.seen(k));
    const at = list.indexOf(i);
    if (key === "ArrowDown" || key === "j") return list[at + 1] ?? -1;
    if (key === "ArrowUp" || key === "k") return list[at - 1] ?? -1;
    if (key === "Home") return list[0];
    if (key === "End") return list[list.length - 1];
    if (key === "n") return list.slice(at + 1).find((k) => this.near[k].some((x) => x.kind !== this.codes.maybe)) ?? -1;
    if (key === "p") return list.slice(0, at).reverse().find((k) => this.near[k].some((x) => x.kind !== this.codes.maybe)) ?? -1;
    if (["ArrowRight", "l", "ArrowLeft", "h"].includes(key)) return this.across(i, key === "ArrowRight" || key === "l" ? 1 : -1);
    return undefined;
  }

  /* The counterpart in the next column on that side that has one; without any, the sentence at the same height next door. */
  across(i, step) {
    const own = this.data.sentences[i].article;
    for (let column = own + step; column >= 0 && column < this.cols.length; column += step) {
      const inside = this.near[i].filter((x) => this.data.sentences[x.at].article === column && x.kind !== this.codes.maybe && this.seen(x.at));
      if (inside.length) return inside.sort((a, b) => b.similarity - a.similarity)[0].at;
    }
    const height = this.spans[i].getBoundingClientRect().top;
    const distance = (k) => Math.abs(this.spans[k].getBoundingClientRect().top - height);
    return (this.byArticle[own + step] ?? []).filter((k) => this.seen(k)).reduce((best, k) => (best < 0 || distance(k) < distance(best) ? k : best), -1);
  }

  destroy() { this.gone.abort(); this.domGone?.abort(); }
}

export default function ({ data, parentElement }) {
  let view = views.get(parentElement);
  if (!view) { view = new ReadingView(parentElement); views.set(parentElement, view); }
  view.update(data);
  return () => { view.destroy(); views.delete(parentElement); };
}
