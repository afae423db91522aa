// Chooses the view before anything is painted: what the query says becomes attributes of the root,
// and the styles do the rest.
{
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  const theme = query.get("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (query.get("view") === "embed") {
    root.classList.add("embed");
    root.dataset.parts = (query.get("parts") ?? "inputs,equation,sentence,working").replaceAll(",", " ");
    // Until the program runs the page shows the example, which is wrong where other numbers belong.
    if (/[#&?](v|start|customers_start)=/.test(location.href)) root.dataset.waits = "";
  }
  // Why the program did not start, as far as a page can tell. A file that comes when it is asked for
  // plainly was not what it must be.
  globalThis.failed = async (error, file) => {
    const comes = () => fetch(file, { method: "HEAD", cache: "no-store" }).then(({ ok }) => ok, () => false);
    root.dataset.failed =
      typeof WebAssembly !== "object" || error instanceof WebAssembly.CompileError ? "unable"
      : !(error instanceof TypeError) ? "program"
      : !navigator.onLine ? "offline"
      : (await comes()) ? "changed"
      : "blocked";
  };
  addEventListener("error", ({ target }) => target.id === "boot" && failed(new TypeError(), target.src), true);
}
