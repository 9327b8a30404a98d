// BullMQ on the Redis of a port: how many jobs a second it adds in bulk, and does with 50 at once,
// and how soon an idle worker begins one.   usage: node queue.js PORT JOBS
import { Queue, Worker } from 'bullmq';

const connection = { host: '127.0.0.1', port: Number(process.argv[2]), maxRetriesPerRequest: null };
const jobs = Number(process.argv[3]);
const kBulk = 500;
const kAtOnce = 50;
const kStarts = 200;
const options = { attempts: 3, removeOnComplete: true };

const milliseconds = () => Number(process.hrtime.bigint()) / 1e6;
const quantile = (values, part) =>
  values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];

async function fill(queue) {
  const began = milliseconds();
  for (let at = 0; at < jobs; at += kBulk) {
    const count = Math.min(kBulk, jobs - at);
    await queue.addBulk(
      Array.from({ length: count }, (_, i) => ({
        name: 'errand',
        data: { number: at + i },
        opts: options,
      })),
    );
  }
  return jobs / ((milliseconds() - began) / 1000);
}

function drain() {
  return new Promise((resolve, reject) => {
    let done = 0;
    const began = milliseconds();
    const worker = new Worker('bench', async () => {}, { connection, concurrency: kAtOnce });
    worker.on('error', reject);
    worker.on('completed', () => {
      if (++done < jobs) return;
      const rate = jobs / ((milliseconds() - began) / 1000);
      worker.close().then(() => resolve(rate), reject);
    });
  });
}

async function starts(queue) {
  const took = [];
  let begun;
  const worker = new Worker('bench', async () => begun(milliseconds()), { connection });
  await worker.waitUntilReady();
  for (let i = 0; i < kStarts; i++) {
    const start = new Promise((resolve) => (begun = resolve));
    const added = milliseconds();
    await queue.add('errand', { number: -1 }, options);
    took.push((await start) - added);
  }
  await worker.close();
  return took;
}

const queue = new Queue('bench', { connection });
await queue.waitUntilReady();
await queue.obliterate({ force: true });
const add = await fill(queue);
const process50 = await drain();
const took = await starts(queue);
await queue.close();
console.log(add, process50, quantile(took, 0.5), quantile(took, 0.99));
process.exit(0);
