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
}
