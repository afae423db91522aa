// uDSV: incremental parsing to string tuples, each handed on and forgotten.
import { inferSchema, initParser } from "./lib/udsv/uDSV.mjs";
import { Sums, cents, offer } from "./months.js";

offer(async (file) => {
  const sums = new Sums();
  let parser = null;
  const take = ([customer, month, amount]) => sums.add(customer, month, cents(amount));
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parser ??= initParser(inferSchema(value));
    parser.chunk(value, parser.stringArrs, take);
  }
  parser?.end();
  return sums.table();
});
