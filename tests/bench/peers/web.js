// Express with mysql2 in front of a database: one row by a unique index, in as many processes as
// are wanted. Prints "ready" once each of them listens.
// usage: node web.js PORT PROCESSES DATABASE_PORT USER PASSWORD DATABASE SQL
import cluster from 'node:cluster';
import express from 'express';
import mysql from 'mysql2/promise';

const [port, processes, databasePort, user, password, database, sql] = process.argv.slice(2);

if (cluster.isPrimary && Number(processes) > 1) {
  let listening = 0;
  cluster.on('listening', () => {
    if (++listening === Number(processes)) console.log('ready');
  });
  for (let i = 0; i < Number(processes); i++) cluster.fork();
} else {
  const pool = mysql.createPool({
    host: '127.0.0.1',
    port: Number(databasePort),
    user,
    password,
    database,
    connectionLimit: 20,
    supportBigNumbers: true,
    bigNumberStrings: true,
  });
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.get('/rows/:key', async (request, response) => {
    const [rows] = await pool.execute(sql, [request.params.key]);
    if (rows.length === 0) return response.status(404).json({ error: 'not found' });
    return response.json(rows[0]);
  });
  app.listen(Number(port), '127.0.0.1', 4096, () => {
    if (cluster.isPrimary) console.log('ready');
  });
}
