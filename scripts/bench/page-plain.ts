/** The same markup as a constant, from node:http: what is left when nothing is read, rendered or decided. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const { html } = JSON.parse(process.argv[2]!) as { html: string };
const bytes = Buffer.from(html);
const server = createServer((_, response) => {
	response.writeHead(200, { 'content-type': 'text/html', 'content-length': bytes.length }).end(bytes);
});
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit());
