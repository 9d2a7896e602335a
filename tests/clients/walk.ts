// walk - a small program of somebody else's: it signs in by token and goes through the API, with types that were generated
// from the server's own description.  Compiled strictly; what it saw it prints as JSON.
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./api.js";

type Api = Client<paths>;
type Schemas = components["schemas"];

const [url, reader, writer] = process.argv.slice(2);
if (!url || !reader || !writer) throw new Error("walk URL TOKEN_THAT_READS TOKEN_THAT_WRITES");

function client(token?: string): Api {
	return createClient<paths>({ baseUrl: url!, headers: token ? { Authorization: `Bearer ${token}` } : {} });
}

/* What failed says why, in the words of a problem. */
function got<T>({ data, error }: { data?: T; error?: Schemas["Problem"] | undefined }): T {
	if (data === undefined) throw new Error(error ? `${error.status}: ${error.detail}` : "no answer");
	return data;
}

function why({ error }: { error?: Schemas["Problem"] | undefined }): string {
	return error ? `${error.status} ${error.detail}` : "it went well";
}

async function look(api: Api): Promise<{ map: string; stages: number; drawn: number; refused: string }> {
	const { maps } = got(await api.GET("/api/v1/maps"));
	const first: Schemas["MapRow"] | undefined = maps[0];
	if (!first) throw new Error("there is no map");
	const map = got(await api.GET("/api/v1/maps/{map}", { params: { path: { map: first.id } } }));
	const drawing = await api.GET("/api/v1/maps/{map}/drawing/{format}", {
		params: { path: { map: first.id, format: "svg" } },
		parseAs: "text",
	});
	const refused = await api.GET("/api/v1/users");
	const stages = (map as { stages?: unknown[] }).stages?.length ?? 0;
	return { map: first.id, stages, drawn: String(drawing.data ?? "").length, refused: why(refused) };
}

/* A change, and one made by somebody who had not seen it. */
async function change(api: Api, map: string): Promise<{ before: number; after: number; conflict: string }> {
	const path = { map };
	const { revision, definition } = got(await api.GET("/api/v1/maps/{map}/definition", { params: { path } }));
	const body: Schemas["MapChange"] = { seen: revision, definition: { ...(definition as object), title: "Changed by a program" } };
	const changed = got(await api.PUT("/api/v1/maps/{map}/definition", { params: { path }, body }));
	const late: Schemas["MapChange"] = { seen: revision, definition: { ...(definition as object), title: "Too late" } };
	const conflict = await api.PUT("/api/v1/maps/{map}/definition", { params: { path }, body: late });
	return { before: revision, after: changed.revision, conflict: why(conflict) };
}

async function lend(api: Api, map: string): Promise<{ link: string; shares: number; left: number }> {
	const { link } = got(await api.POST("/api/v1/shares", { body: { map, title: "for the board", small_n: 5 } }));
	const { shares } = got(await api.GET("/api/v1/shares"));
	const mine = shares.find(({ title }) => title === "for the board");
	if (!mine) throw new Error("the share is not listed");
	await api.DELETE("/api/v1/shares/{share}", { params: { path: { share: String(mine.id) } } });
	const after = got(await api.GET("/api/v1/shares"));
	const left = after.shares.filter(({ id, revoked }) => id === mine.id && !revoked).length;
	return { link, shares: shares.length, left };
}

const me = got(await client(reader).GET("/api/v1/me"));
const stranger = await client().GET("/api/v1/maps");
const looked = await look(client(reader));
const writes = client(writer);
const notAllowed = await client(reader).POST("/api/v1/maps");
const changed = await change(writes, looked.map);
const lent = await lend(writes, looked.map);
console.log(JSON.stringify({ grants: me.grants, stranger: why(stranger), notAllowed: why(notAllowed), looked, changed, lent }));
