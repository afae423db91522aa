// Starts the page. A file of its own, so that a content security policy needs no inline script.
const boot = document.getElementById("boot");
const address = (name) => new URL(boot.dataset[name], document.baseURI);

try {
  const page = await import(address("module"));
  await page.default({ module_or_path: address("wasm") });
  document.documentElement.dataset.started = "";
} catch (error) {
  console.error(error);
  document.getElementById("load-failed").hidden = false;
}
