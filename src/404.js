// Some mail programs write the # of a link as %23, which asks the server for a page that is not there.
const broken = location.href.search(/%23/i);
if (broken > 0) {
  location.replace(location.href.slice(0, broken) + "#" + location.href.slice(broken + 3));
}
