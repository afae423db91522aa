// Sums by customer and month → the table of months. Shared by all peers.

/** Customer numbers and sums in cents by month, grown as rows come. */
export class Sums {
  constructor() {
    this.customers = new Map();
    this.months = new Map();
  }

  add(customer, month, cents) {
    let number = this.customers.get(customer);
    if (number === undefined) {
      number = this.customers.size;
      this.customers.set(customer, number);
    }
    let page = this.months.get(month);
    if (page === undefined) {
      page = new Float64Array(1 << 12);
      this.months.set(month, page);
    }
    if (number >= page.length) {
      const larger = new Float64Array(Math.max(number + 1, page.length * 2));
      larger.set(page);
      this.months.set(month, larger);
      page = larger;
    }
    page[number] += cents;
  }

  table() {
    const count = this.customers.size;
    const names = every(this.months.keys());
    const empty = new Float64Array(0);
    const pages = names.map((name) => this.months.get(name) ?? empty);
    const seen = new Uint8Array(count);
    return names.map((name, at) => {
      const row = blank(name);
      const [before, after] = [pages[at - 1] ?? empty, pages[at]];
      for (let i = 0; i < count; i += 1) {
        const a = before[i] > 0 ? before[i] : 0;
        const b = after[i] > 0 ? after[i] : 0;
        if (a > 0) {
          row.start += a;
          row.customers_start += 1;
          row.kept += Math.min(a, b);
        }
        if (b > 0) {
          row.end += b;
          row.customers_end += 1;
        }
        if (at > 0 && a !== b) move(row, a, b, seen[i] === 1);
        if (b > 0) seen[i] = 1;
      }
      if (at >= 12) row.trailing = retained(pages[at - 12], after, count);
      return row;
    });
  }
}

/** "1234.50" in cents. */
export function cents(text) {
  const at = text.indexOf(".");
  if (at < 0) return Number(text) * 100;
  return Number(text.slice(0, at)) * 100 + Number((text.slice(at + 1) + "00").slice(0, 2));
}

export function blank(month) {
  return {
    month, start: 0, new: 0, reactivation: 0, expansion: 0, contraction: 0, churn: 0, end: 0,
    customers_start: 0, customers_new: 0, customers_reactivated: 0, customers_churned: 0,
    customers_end: 0, kept: 0, trailing: null,
  };
}

function move(row, a, b, before) {
  if (a === 0 && before) {
    row.reactivation += b;
    row.customers_reactivated += 1;
  } else if (a === 0) {
    row.new += b;
    row.customers_new += 1;
  } else if (b === 0) {
    row.churn += a;
    row.customers_churned += 1;
  } else if (b > a) row.expansion += b - a;
  else row.contraction += a - b;
}

function retained(base, after, count) {
  const sums = { start: 0, end: 0, kept: 0, customers: 0, retained: 0 };
  for (let i = 0; i < count; i += 1) {
    const a = base[i] > 0 ? base[i] : 0;
    if (a === 0) continue;
    const b = after[i] > 0 ? after[i] : 0;
    sums.start += a;
    sums.end += b;
    sums.kept += Math.min(a, b);
    sums.customers += 1;
    sums.retained += b > 0 ? 1 : 0;
  }
  return sums;
}

/** Months from the first to the last, without a hole. */
function every(months) {
  const known = [...months].sort();
  if (known.length === 0) return [];
  const [all, last] = [[], known[known.length - 1]];
  for (let [year, month] = known[0].split("-").map(Number); ; ) {
    const name = `${year}-${String(month).padStart(2, "0")}`;
    all.push(name);
    if (name >= last) return all;
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
}

const rate = (part, whole) => (whole > 0 ? ((part / whole) * 100).toFixed(1) : "");
const money = (value) => (value / 100).toFixed(2);

/** The cells of a row as they are shown, and compared. */
export function cells(row, at) {
  const first = at === 0;
  const t = row.trailing;
  return [
    row.month,
    ...["start", "new", "reactivation", "expansion", "contraction", "churn"].map((key) =>
      first ? "" : money(row[key]),
    ),
    money(row.end),
    ...["customers_start", "customers_new", "customers_reactivated", "customers_churned"].map((key) =>
      first ? "" : String(row[key]),
    ),
    String(row.customers_end),
    first ? "" : rate(row.start + row.expansion - row.contraction - row.churn, row.start),
    first ? "" : rate(row.kept, row.start),
    first ? "" : rate(row.customers_start - row.customers_churned, row.customers_start),
    t ? rate(t.end, t.start) : "",
    t ? rate(t.kept, t.start) : "",
    t ? rate(t.retained, t.customers) : "",
  ];
}

/** Puts a reader to work: on a chosen file, its table is shown. */
export function offer(read) {
  const input = document.querySelector("input[name=customer_list]");
  input.addEventListener("change", async () => {
    const rows = await read(input.files[0]);
    const body = document.createElement("tbody");
    rows.forEach((row, at) => {
      const line = body.insertRow();
      for (const text of cells(row, at)) line.insertCell().textContent = text;
    });
    document.querySelector("#months").append(body);
  });
  input.disabled = false;
}
