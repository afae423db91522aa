// Starts the page. The built page puts the program's own JavaScript before these lines, so that one
// fingerprint covers both; the offline copy puts the WebAssembly before them, too.
const boot = document.getElementById("boot");
const address = (name) => new URL(boot.dataset[name], document.baseURI);
const bytes = (base64) => Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));

// What stands in the page is read while the program comes. A frame that is not seen paints nothing.
const painted = new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, top === self && !document.hidden ? 2000 : 0);
});

try {
  await painted;
  const start = typeof __wbg_init === "function" ? __wbg_init : (await import(address("module"))).default;
  const wasm =
    typeof OFFLINE_WASM === "string"
      ? bytes(OFFLINE_WASM)
      : fetch(address("wasm"), { integrity: boot.dataset.integrity ?? "" });
  await start({ module_or_path: wasm });
  document.documentElement.dataset.started = "";
} catch (error) {
  console.error(error);
  globalThis.failed?.(error, boot.dataset.wasm);
}
