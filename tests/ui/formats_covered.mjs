// formats_covered - which folders say something to the page, and by which calls: what is found there has to be in a catalogue.
const fail = ["scope_fail"];
const wrong = ["wrong", "refuse", "fail", "xml_fail", "bad", "damaged", "broken"];
const made = ["scope_printf", "snprintf", "buf_printf", "buf_puts", "STR", "say", "remark"];
const facts = ["facts_remark", "facts_broken", "mail_wrong", "mailing_wrong", "members_broken", ".remark"];

/* SQL, and names that are content: not said to anybody. */
const code = /^(?:SELECT|SET|INSERT|UPDATE|DELETE|WITH|COPY|ATTACH|\(SELECT|\) WHERE| AND a\.part|json_extract_string)\b|^\$|^SQLite format 3|^Viewed |^Stage %d$/u;

/* Put together of others: the whole sentences that come of them are in the catalogue. */
export const pieces = ["%d of %d%s", "%f %% %s (%f to %f %%)", " belongs", "s belong"];

export const covered = [
	{ folder: "src/map", calls: [...made, "share"], not: ["lane.c"] },
	{ folder: "src/insight", calls: [...made, ...fail], not: ["words_name.c"] },
	{ folder: "src/insight", calls: ["{"], files: ["scores.c"] },
	{ folder: "src/voice", calls: ["{"], files: ["link.c"] },
	{ folder: "src/answer", calls: [...fail, "scope_printf", "gaps_remark", "remark", "say", "buf_ok"], not: ["voice_kit.c", "voice_train.c"] },
	{ folder: "src/trail", calls: fail },
	{ folder: "src/serve", calls: [...fail, "api_problem", "reply_problem", "wrong", "refuse", "buf_ok", "not_kept"], not: ["collector.c", "join_page.c", "limits.c", "listen.c", "proxies.c", "serve.c", "server.c", "framing.c"] },
	{ folder: "src/serve", calls: ["scope_printf"], files: ["shape.c"] },
	{ folder: "src/model", calls: [...fail, "form_fail", "apply_missing", "buf_ok"] },
	{ folder: "src/store", calls: [...fail, "buf_ok"], not: ["backup.c", "backup_files.c", "backup_manifest.c", "backup_pack.c", "backup_restore.c", "lend.c"] },
	{ folder: "src/intake", calls: [...fail, "remark", "form_fail", "scope_printf", "snprintf", "STR"] },
	{ folder: "src/formats", calls: [...fail, ...facts, ...wrong, "scope_printf", "snprintf"] },
	{ folder: "src/formats", calls: ["{"], files: ["access_line.c", "facts.c", "json_each.c", "json_tree.c", "ocel.c"] },
	{ folder: "src/sources", calls: [...fail, ...wrong, "scope_printf", "snprintf"] },
	{ folder: "src/sources", calls: ["{"], files: ["binary.c", "json_flat.c", "row.c"] },
	{ folder: "src/doors", calls: [...fail, "doors_words", "buf_ok"] },
	{ folder: "src/doors", calls: ["{"], files: ["audit_actions.c"] },
	{ folder: "src/tell", calls: [...fail, "buf_ok"] },
	{ folder: "src/base", calls: fail },
].map((one) => ({ ...one, except: code }));
