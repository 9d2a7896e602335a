// recipes - how each operation succeeds: what a schema alone does not say.
//
//	const recipe = recipes.addToken;             // undefined: nobody has written one yet, and generated values must do
//	recipe.body(scene), recipe.path(scene), recipe.query, recipe.took(scene, value)
//
// who: the weakest who may (else what x-grant says).  asks: who is sure to succeed, where that hangs on what there is.
// spare: it ends or changes whoever asks, so that somebody asks who is there for that.  last: it destroys, and runs after
// all others, the highest at the very end.  maybe: it need not succeed, as there may be nothing to do it to.  heavy: it
// begins work, so it is seldom asked by chance.  own: what is somebody else's is not found.  scene: who and what there is.
import { createHmac } from "node:crypto";
import { PASSWORD } from "./visitor.js";

// RFC 6238 with SHA-1, six digits, half a minute: what a telephone shows.
export function code(secret, ms = Date.now()) {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	const bits = [...secret.replaceAll(/[ =]/g, "")].map((c) => letters.indexOf(c).toString(2).padStart(5, "0")).join("");
	const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
	const step = Buffer.alloc(8);
	step.writeBigUInt64BE(BigInt(Math.floor(ms / 30_000)));
	const mac = createHmac("sha1", key).update(step).digest();
	return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

const named = { path: (scene) => ({ map: scene.map }) };
const imported = { path: async (scene) => ({ import: (await scene.imported()).id }) };
let people = 0;

export const recipes = {
	getState: {},
	makeFirstAdmin: { once: true },
	signIn: { body: (scene) => ({ email: scene.viewer.email, password: PASSWORD }), once: true },
	signOut: { spare: true, last: 2 },
	getMe: {},
	changePassword: {
		spare: true,
		body: (scene) => ({ old: scene.spare.password, new: `${PASSWORD}, again` }),
		took: (scene) => (scene.spare.password = `${PASSWORD}, again`),
	},
	signOutOthers: { spare: true, last: 1 },
	offerSecond: { spare: true, took: (scene, { secret }) => (scene.secret = secret) },
	turnSecondOn: {
		spare: true,
		body: (scene) => ({ code: code(scene.secret) }),
		took: (scene, { recovery }) => (scene.recovery = recovery),
	},
	turnSecondOff: { spare: true, body: (scene) => ({ code: scene.recovery[0] }) },
	getLink: { path: async (scene) => ({ link: await scene.link() }) },
	useLink: {
		path: async (scene) => ({ link: await scene.link() }),
		body: () => ({ name: "Zoë", password: PASSWORD }),
		once: true,
	},
	listUsers: {},
	inviteUser: { body: () => ({ email: `new${++people}@shop.example`, name: "Łucja", role: "viewer" }) },
	changeUser: {
		who: "admin",
		path: (scene) => ({ user: scene.victim }),
		body: () => ({ name: "Żaneta", role: "editor", disabled: false }),
	},
	removeUser: { path: async (scene) => ({ user: await scene.invite() }), last: 1 },
	makeLink: { path: (scene) => ({ user: scene.victim }), body: () => ({ kind: "reset" }) },
	listTokens: {},
	addToken: { body: () => ({ name: "ci", grants: "read", until: "2099-01-01T00:00:00Z" }) },
	revokeToken: { own: true, path: async (scene, visitor) => ({ token: await scene.token(visitor) }), last: 1 },
	listShares: {},
	addShare: { body: (scene) => ({ map: scene.map, title: "for the board", small_n: 5, password: PASSWORD }) },
	revokeShare: { path: async (scene) => ({ share: await scene.share() }), last: 1 },
	listAudit: { query: "?limit=3&action=user.&looks=false" },
	listMaps: {},
	makeFirstMap: {},
	getMap: named,
	drawMap: { asks: "editor", path: (scene) => ({ map: scene.map, format: "svg" }) },
	getDefinition: named,
	putDefinition: {
		...named,
		body: async (scene) => {
			const { revision, definition } = await scene.admin.ask("GET", `/api/v1/maps/${scene.map}/definition`);
			return { seen: revision, definition };
		},
	},
	getFunnel: { ...named, query: "?steps=Search,Cart" },
	getFlow: named,
	getPaths: named,
	getGaps: named,
	getScores: named,
	getVoice: named,
	searchTexts: { query: "?q=tea" },
	listFindings: named,
	judgeFinding: { path: (scene) => ({ map: scene.map, finding: "none" }), body: () => ({ confirmed: true }), maybe: true },
	correctText: { body: (scene) => ({ text: "none", map: scene.map, feeling: "positive" }), maybe: true },
	getStatus: {},
	listQuarantine: {},
	listKinds: {},
	getCustomer: { path: () => ({ customer: "c3" }) },
	listNotes: {},
	addNote: { body: async (scene) => ({ map: scene.map, touchpoint: await scene.touchpoint(), text: "Zażółć: too far down" }) },
	removeNote: { path: async (scene) => ({ note: await scene.note() }), last: 1 },
	getRetention: {},
	setRetention: { body: () => ({ web: 36500, staff: null }) },
	listSources: {},
	addSource: { body: () => ({ name: `live${++people}`, kind: "web", origins: ["https://shop.example"] }) },
	changeSource: { path: async (scene) => ({ source: await scene.source() }), body: () => ({ disabled: true }) },
	beginUpload: { body: () => ({ name: "orders.csv" }), heavy: true },
	sendPiece: { path: async (scene) => ({ upload: await scene.upload("") }), query: "?at=0" },
	getUpload: { path: async (scene) => ({ upload: await scene.upload() }) },
	dropUpload: { path: async (scene) => ({ upload: await scene.upload() }), last: 1 },
	startImport: { body: async (scene) => ({ upload: await scene.upload(), dry_run: true }), heavy: true },
	listImports: {},
	getImport: imported,
	watchImport: imported,
	undoImport: { path: async (scene) => ({ import: await scene.taken() }), last: 1 },
	startExport: { heavy: true },
	getExport: { path: async (scene) => ({ export: (await scene.exported()).id }) },
	getExportFile: { path: async (scene) => ({ export: (await scene.exported()).id, file: (await scene.exported()).file }) },
	watch: {},
	getOpenApi: {},
	getDocs: {},
};
