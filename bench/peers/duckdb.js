// DuckDB-wasm: the file is registered, not copied; everything is SQL in its worker.
import * as duckdb from "./lib/duckdb/duckdb-browser.mjs";
import { blank, offer } from "./months.js";

const here = (path) => new URL(path, import.meta.url).href;
const worker = new Worker(here("./lib/duckdb/duckdb-browser-eh.worker.js"));
const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
await database.instantiate(here("./lib/duckdb/duckdb-eh.wasm"));
const connection = await database.connect();

const READ = `
create or replace table sums as
select customer_id as customer, (left(month, 4)::int * 12 + right(month, 2)::int - 1) as month,
       greatest(sum((mrr * 100)::bigint), 0)::bigint as cents
from read_csv('list.csv', header = true, columns = {
  'customer_id': 'varchar', 'month': 'varchar', 'mrr': 'decimal(18,2)', 'segment': 'varchar'})
group by all`;

// A customer's month, and the same customer a month (or a year) later: one of both may be missing.
const pairs = (months) => `
select coalesce(b.month, a.month + ${months}) as month, coalesce(a.cents, 0) as a,
       coalesce(b.cents, 0) as b, coalesce(b.customer, a.customer) as customer
from (select * from sums where cents > 0) a
full join (select * from sums where cents > 0) b
  on a.customer = b.customer and a.month + ${months} = b.month`;

const MOVES = `
with firsts as (select customer, min(month) as first from sums where cents > 0 group by all)
select month,
  sum(a)::double as start, sum(b)::double as "end",
  sum(case when a = 0 and month = first then b else 0 end)::double as new,
  sum(case when a = 0 and month > first then b else 0 end)::double as reactivation,
  sum(case when a > 0 and b > a then b - a else 0 end)::double as expansion,
  sum(case when b > 0 and a > b then a - b else 0 end)::double as contraction,
  sum(case when b = 0 then a else 0 end)::double as churn,
  sum(least(a, b))::double as kept,
  count(*) filter (a > 0)::double as customers_start,
  count(*) filter (a = 0 and month = first)::double as customers_new,
  count(*) filter (a = 0 and month > first)::double as customers_reactivated,
  count(*) filter (b = 0)::double as customers_churned,
  count(*) filter (b > 0)::double as customers_end
from (${pairs(1)}) join firsts using (customer)
where month <= (select max(month) from sums)
group by month order by month`;

const TRAILING = `
select month, sum(a)::double as start, sum(b)::double as "end", sum(least(a, b))::double as kept,
  count(*)::double as customers, count(*) filter (b > 0)::double as retained
from (${pairs(12)})
where a > 0 and month <= (select max(month) from sums)
group by month`;

offer(async (file) => {
  const protocol = duckdb.DuckDBDataProtocol.BROWSER_FILEREADER;
  await database.registerFileHandle("list.csv", file, protocol, true);
  await connection.query(READ);
  const objects = (table) => table.toArray().map((row) => row.toJSON());
  const moves = objects(await connection.query(MOVES));
  const trailing = new Map(objects(await connection.query(TRAILING)).map((t) => [t.month, t]));
  return moves.map((row) => {
    const month = `${Math.floor(row.month / 12)}-${String((row.month % 12) + 1).padStart(2, "0")}`;
    return { ...blank(month), ...row, month, trailing: trailing.get(row.month) ?? null };
  });
});
