// PapaParse: streaming in its own chunks.
import { Sums, cents, offer } from "./months.js";

offer(
  (file) =>
    new Promise((done, failed) => {
      const sums = new Sums();
      let header = true;
      window.Papa.parse(file, {
        skipEmptyLines: true,
        chunk({ data }) {
          for (const [customer, month, amount] of data) {
            if (!header) sums.add(customer, month, cents(amount));
            header = false;
          }
        },
        complete: () => done(sums.table()),
        error: failed,
      });
    }),
);
