// As high as what they show: frames, and <retention-calculator start="500000">.
(() => {
  const tag = "retention-calculator";
  const base = new URL(".", document.currentScript.src).href;
  const frames = document.getElementsByTagName("iframe");
  if (customElements.get(tag)) return;

  addEventListener("message", ({ data, source }) => {
    for (const frame of frames)
      if (frame.contentWindow === source && data?.type === tag + ":resize" && data.v === 1)
        frame.style.height = Math.min(4000, Math.max(120, data.height | 0)) + "px";
  });

  for (const frame of frames)
    if (frame.src.startsWith(base))
      frame.contentWindow.postMessage({ type: tag + ":hello", v: 1 }, "*");

  customElements.define(tag, class extends HTMLElement {
    connectedCallback() {
      const query = new URLSearchParams("view=embed");
      const values = new URLSearchParams;
      for (const { name, value } of this.attributes)
        if (/^(theme|accent|parts|lock|lang)$/.test(name)) query.set(name, value);
        else if (!/^(id|class|title|height)$/.test(name)) values.set(name, value);
      this.replaceChildren(Object.assign(document.createElement("iframe"), {
        src: `${base}?${query}#${values}`,
        title: this.title || "NRR and CR calculator",
        width: "100%",
        height: this.getAttribute("height") || 480,
        frameBorder: 0,
        loading: "lazy",
        allow: "clipboard-write",
        referrerPolicy: "no-referrer",
      }));
    }
  });
})();
