//! Pages of other people that embed the calculator, with the libraries they really use.

use std::fs;
use std::path::Path;
use xtask::setup;

pub const NUMBERS: &str = "v=1&amp;start=500000&amp;expansion=100000&amp;contraction=20000&amp;churn=30000&amp;customers_start=200&amp;customers_lost=20";

/// Writes them into a folder. `calculator`: where that is served, from their point of view.
pub fn write(folder: &Path, calculator: &str) {
    fs::create_dir_all(folder).unwrap();
    for script in setup::parents().unwrap() {
        fs::copy(&script, folder.join(script.file_name().unwrap())).unwrap();
    }
    let source = format!("{calculator}?view=embed#{NUMBERS}");
    let plain = source.replace("&amp;", "&");
    for (name, body) in [
        (
            "pym.html",
            format!(
                "<div id=\"post-1\"></div><script src=\"pym.v1.min.js\"></script>\
                 <script>new pym.Parent('post-1', '{plain}', {{}})</script>"
            ),
        ),
        (
            "resizer.html",
            format!(
                "<iframe id=\"calc\" src=\"{source}\" width=\"100%\" frameborder=\"0\"></iframe>\
                 <script src=\"iframeResizer.min.js\"></script>\
                 <script>iFrameResize({{}}, '#calc')</script>"
            ),
        ),
        (
            "sandbox.html",
            format!(
                "<iframe src=\"{source}\" title=\"Calculator\" width=\"640\" height=\"460\" sandbox=\"allow-scripts\"></iframe>"
            ),
        ),
        (
            "still.html",
            format!(
                "<iframe src=\"{source}\" title=\"Calculator\" width=\"640\" height=\"460\" sandbox></iframe>"
            ),
        ),
        (
            "listens.html",
            format!(
                "<script>heard = []; addEventListener('message', (e) => heard.push(e.data))</script>\
                 <iframe src=\"{source}#?secret=aB3dE\" width=\"640\" height=\"460\"></iframe>"
            ),
        ),
    ] {
        let page = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>A post</title>\
             <meta name=\"viewport\" content=\"width=device-width\">\
             <link rel=\"icon\" href=\"data:,\"><body>{body}"
        );
        fs::write(folder.join(name), page).unwrap();
    }
}
