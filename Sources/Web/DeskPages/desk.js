// What makes the desk quick. Everything works without it: links, forms, and pictures as they are.
"use strict";
(() => {
  const all = (what, from = document) => Array.from(from.querySelectorAll(what));
  const isShown = (element) => element.getClientRects().length > 0 && !element.disabled;

  // Single keys. One switch turns them off; a field keeps its keys to itself.
  const rows = () => all("a.row");
  function step(by) {
    const links = rows();
    if (!links.length) return false;
    const at = links.indexOf(document.activeElement);
    links[Math.min(links.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by))].focus();
    return true;
  }
  // The page that tools are for: the one with the focus, else the first one in sight.
  function sheet() {
    const sheets = all(".sheet");
    return document.activeElement.closest(".sheet")
      || sheets.find((one) => one.getBoundingClientRect().bottom > 100) || sheets[0];
  }
  function press(key) {
    if (key === "j" && step(1)) return true;
    if (key === "k" && step(-1)) return true;
    const tool = sheet()?.querySelector(`.tools [data-key="${CSS.escape(key)}"]`);
    if (tool) { tool.click(); return true; }
    const button = all(`[data-key="${CSS.escape(key)}"]`).filter((one) => !one.closest(".tools")).find(isShown);
    if (button) { button.click(); return true; }
    const field = all(`[data-focus="${CSS.escape(key)}"]`).find(isShown);
    if (field) { field.focus(); field.scrollIntoView({ block: "nearest" }); return true; }
    return false;
  }
  const takesText = (element) =>
    element.matches("textarea, select, input:not([type=checkbox])") || element.isContentEditable;
  document.addEventListener("keydown", (event) => {
    if (document.body.dataset.keys !== "on" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length !== 1 || event.key === " " || takesText(event.target)) return;
    if (press(event.key)) event.preventDefault();
  });

  // An act can be taken back as long as nobody outside was told.
  for (const button of all("[data-ends]")) {
    setTimeout(() => { button.disabled = true; }, 1000 * Number(button.dataset.ends));
  }

  // One press is one act.
  for (const form of all("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  }
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));

  for (const figure of all(".sheet")) {
    const frame = figure.querySelector(".window");
    const canvas = figure.querySelector(".canvas");
    const picture = canvas.querySelector("img");
    const marks = canvas.querySelector("svg");
    const [width, height] = [Number(picture.getAttribute("width")), Number(picture.getAttribute("height"))];
    let [zoom, turn] = [1, 0];

    function lay() {
      const lies = turn % 180 !== 0;
      canvas.style.width = `${100 * zoom}%`;
      const wide = frame.clientWidth * zoom;
      canvas.style.aspectRatio = lies ? `${height} / ${width}` : "";
      for (const layer of [picture, marks]) {
        layer.style.position = lies || layer === marks ? "absolute" : "";
        layer.style.width = lies ? `${(100 * width) / height}%` : "100%";
        layer.style.height = lies ? `${(100 * height) / width}%` : layer === marks ? "100%" : "auto";
        layer.style.transformOrigin = "0 0";
        const tall = lies ? (wide * width) / height : (wide * height) / width;
        layer.style.transform =
          turn === 90 ? `translateX(${wide}px) rotate(90deg)`
          : turn === 180 ? `translate(${wide}px, ${tall}px) rotate(180deg)`
          : turn === 270 ? `translateY(${tall}px) rotate(270deg)` : "";
        layer.style.inset = lies || layer === marks ? "0 auto auto 0" : "";
      }
    }

    const acts = {
      larger() { zoom = Math.min(8, zoom * 1.4); lay(); },
      smaller() { zoom = Math.max(0.5, zoom / 1.4); lay(); },
      fit() { zoom = 1; turn = 0; lay(); frame.scrollTo(0, 0); },
      turn() { turn = (turn + 90) % 360; lay(); },
      marks(button) {
        const hidden = canvas.classList.toggle("unmarked");
        button.setAttribute("aria-pressed", String(!hidden));
      },
      mask(button) { draw(button); },
    };
    for (const button of all(".tools button", figure)) {
      button.addEventListener("click", () => acts[button.dataset.do](button));
    }
    figure.querySelector(".tools").hidden = false;
    window.addEventListener("resize", () => { if (turn) lay(); });

    // The field to paint over: by mouse, by arrow keys, or by the numbers in the form.
    const form = figure.querySelector(".masking form");
    if (!form) continue;
    const field = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    field.setAttribute("class", "field");
    const numbers = ["x", "y", "w", "h"].map((name) => form.elements[name]);
    const read = () => numbers.map((one) => Number(one.value) || 0);
    function show([x, y, w, h]) {
      const left = Math.round(Math.min(Math.max(0, x), width - 2));
      const top = Math.round(Math.min(Math.max(0, y), height - 2));
      const sizes = [left, top, Math.round(Math.min(Math.max(2, w), width - left)), Math.round(Math.min(Math.max(2, h), height - top))];
      numbers.forEach((one, index) => { one.value = sizes[index]; });
      paint();
    }
    function paint() {
      const [x, y, w, h] = read();
      ["x", "y", "width", "height"].forEach((name, index) => field.setAttribute(name, [x, y, w, h][index]));
      if (!field.isConnected) marks.append(field);
    }
    for (const one of numbers) one.addEventListener("input", paint);

    let drawing = false;
    function draw(button) {
      drawing = !drawing;
      button.setAttribute("aria-pressed", String(drawing));
      canvas.classList.toggle("drawing", drawing);
      if (!drawing) return;
      form.closest("details").open = true;
      if (!read()[2]) show([width * 0.4, height * 0.45, width * 0.2, height * 0.06]);
      else paint();
      frame.focus();
    }
    function place(event) {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(marks.getScreenCTM().inverse());
      return [point.x, point.y];
    }
    let from = null;
    canvas.addEventListener("pointerdown", (event) => {
      if (!drawing || event.button !== 0) return;
      from = place(event);
      canvas.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!from) return;
      const to = place(event);
      show([Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(from[0] - to[0]), Math.abs(from[1] - to[1])]);
    });
    canvas.addEventListener("pointerup", () => { from = null; });
    frame.addEventListener("keydown", (event) => {
      if (!drawing) return;
      const pace = Math.max(1, Math.round(width / 200));
      const [dx, dy] = { ArrowLeft: [-pace, 0], ArrowRight: [pace, 0], ArrowUp: [0, -pace], ArrowDown: [0, pace] }[event.key] || [0, 0];
      if (event.key === "Enter") { form.requestSubmit(); event.preventDefault(); return; }
      if (event.key === "Escape") { draw(figure.querySelector('[data-do="mask"]')); return; }
      if (!dx && !dy) return;
      const [x, y, w, h] = read();
      show(event.shiftKey ? [x, y, w + dx, h + dy] : [x + dx, y + dy, w, h]);
      event.preventDefault();
    });
  }
})();
