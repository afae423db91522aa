// Beside embedded retention calculators: frames as high as what they show, and
// <retention-calculator start="500000"> elements. Without it, heights are fixed.
(() => {
  const tag = "retention-calculator";
  const base = new URL(".", document.currentScript.src).href;
  const frames = () => document.querySelectorAll("iframe");
  if (customElements.get(tag)) return;

  addEventListener("message", ({ data, source }) => {
    if (data?.type !== tag + ":resize" || data.v !== 1) return;
    for (const frame of frames()) {
      if (frame.contentWindow === source)
        frame.style.height = Math.min(4000, Math.max(120, data.height | 0)) + "px";
    }
  });

  // What was there before us has said its height to nobody.
  for (const frame of frames()) {
    if (frame.src.startsWith(base))
      frame.contentWindow.postMessage({ type: tag + ":hello", v: 1 }, "*");
  }

  customElements.define(tag, class extends HTMLElement {
    connectedCallback() {
      const query = new URLSearchParams("view=embed");
      const values = new URLSearchParams("v=1");
      for (const { name, value } of this.attributes) {
        if (/^(theme|accent|parts|lock|lang)$/.test(name)) query.set(name, value);
        else if (!/^(id|class|title|height)$/.test(name)) values.set(name, value);
      }
      const frame = Object.assign(document.createElement("iframe"), {
        src: `${base}?${query}` + (values == "v=1" ? "" : "#" + values),
        title: this.title || "NRR and CR calculator",
        width: "100%",
        height: this.getAttribute("height") || 480,
        frameBorder: 0,
        loading: "lazy",
        allow: "clipboard-write",
        referrerPolicy: "no-referrer",
      });
      this.replaceChildren(frame);
    }
  });
})();
