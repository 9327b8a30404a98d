// What a plain shop does with a gateway's captures: checks the signature, looks whether the payment
// is known, marks the invoice paid and inserts the payment in a transaction, and then adds the job
// by itself. (It also pays twice, and loses jobs when it dies; that is not its point here.)
// Prints "ready" once it listens.
// usage: node webhook.js PORT INVOICES SECRET REDIS_PORT DATABASE_PORT USER PASSWORD DATABASE
import crypto from 'node:crypto';
import { Queue } from 'bullmq';
import express from 'express';
import mysql from 'mysql2/promise';

const [port, invoices, secret, redisPort, databasePort, user, password, database] =
  process.argv.slice(2);
const pool = mysql.createPool({
  host: '127.0.0.1',
  port: Number(databasePort),
  user,
  password,
  database,
  connectionLimit: 20,
});
const queue = new Queue('hosting', {
  connection: { host: '127.0.0.1', port: Number(redisPort), maxRetriesPerRequest: null },
});

await pool.query(`CREATE TABLE invoices (id INT PRIMARY KEY, service_id INT, total BIGINT,
  status VARCHAR(12), paid_at DATETIME) ENGINE=InnoDB`);
await pool.query(`CREATE TABLE payments (id BIGINT PRIMARY KEY AUTO_INCREMENT, invoice_id INT,
  gateway_id VARCHAR(40), amount BIGINT, KEY (gateway_id)) ENGINE=InnoDB`);
await pool.query(
  `INSERT INTO invoices SELECT seq, seq, 118000, 'unpaid', NULL FROM seq_0_to_${invoices - 1}`,
);

const app = express();
app.disable('x-powered-by');
app.use(express.json({ verify: (request, _, raw) => (request.raw = raw) }));
app.post('/api/payments/webhook/razorpay', async (request, response) => {
  const expected = crypto.createHmac('sha256', secret).update(request.raw).digest('hex');
  if (expected !== request.headers['x-razorpay-signature'])
    return response.status(400).json({ error: 'signature' });
  const payment = request.body.payload.payment.entity;
  const invoice = Number(payment.id.slice(4));
  const connection = await pool.getConnection();
  try {
    const [known] = await connection.execute('SELECT id FROM payments WHERE gateway_id = ?', [
      payment.id,
    ]);
    if (known.length > 0) return response.json({ received: true });
    await connection.beginTransaction();
    const [found] = await connection.execute('SELECT * FROM invoices WHERE id = ?', [invoice]);
    await connection.execute("UPDATE invoices SET status = 'paid', paid_at = NOW() WHERE id = ?", [
      invoice,
    ]);
    await connection.execute(
      'INSERT INTO payments (invoice_id, gateway_id, amount) VALUES (?, ?, ?)',
      [invoice, payment.id, payment.amount],
    );
    await connection.commit();
    await queue.add(
      'create',
      { service: found[0].service_id },
      { attempts: 3, removeOnComplete: true },
    );
    return response.json({ received: true });
  } catch (error) {
    await connection.rollback();
    return response.status(500).json({ error: error.code });
  } finally {
    connection.release();
  }
});
app.listen(Number(port), '127.0.0.1', 4096, () => console.log('ready'));
