#include "collect/webhook.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/x509.h>
#include <pthread.h>
#include <sodium.h>

#include "base/names.h"
#include "formats/json_tree.h"

enum { SIGNATURE_MOST = 200, DIGEST = 32, TOKENS = 8192 };

/* --- what they have in common -------------------------------------------------------------------- */

static bool denied(struct scope *sc, const struct webhook *hook, const char *why)
{
	return scope_fail(sc, FAULT_DENIED, "%s: %s", hook->name, why);
}

/* Seconds since 1970; whether it is of now. */
static bool is_fresh(
	struct scope *sc, const struct webhook *hook, struct str timestamp, const struct webhook_request *r)
{
	int64_t s, now_s = r->now_us / 1000000;

	if (!str_integer(timestamp, &s) || s < 0)
		return denied(sc, hook, "its timestamp is missing or none");
	if (s > now_s + WEBHOOK_AHEAD_S)
		return denied(sc, hook, "its timestamp lies ahead: is this computer's clock right?");
	return s >= now_s - hook->age_s || denied(sc, hook, "its signature is too old");
}

static bool is_secret(struct str given, struct str secret)
{
	return given.n && given.n == secret.n && CRYPTO_memcmp(given.p, secret.p, secret.n) == 0;
}

static bool made_secret_ok(struct scope *sc, struct str secret)
{
	return secret.n >= WEBHOOK_SECRET_LEAST ||
	       scope_fail(sc, FAULT_INVALID, "the secret is shorter than %d bytes: anybody might find it",
		       WEBHOOK_SECRET_LEAST);
}

/* --- SendGrid ------------------------------------------------------------------------------------ */

static EVP_PKEY *read_key(struct str secret)
{
	unsigned char der[256];
	const unsigned char *at = der;
	size_t n;
	char group[40] = "";

	secret = str_trim(secret);
	if (sodium_base642bin(der, sizeof der, secret.p, secret.n, "\r\n ", &n, NULL,
		    sodium_base64_VARIANT_ORIGINAL) != 0)
		return NULL;
	EVP_PKEY *key = d2i_PUBKEY(NULL, &at, (long)n);
	if (key && EVP_PKEY_get_group_name(key, group, sizeof group, NULL) == 1 &&
		strcmp(group, "prime256v1") == 0)
		return key;
	EVP_PKEY_free(key);
	return NULL;
}

static bool sendgrid_secret_ok(struct scope *sc, struct str secret)
{
	EVP_PKEY *key = read_key(secret);
	bool ok = key != NULL;

	EVP_PKEY_free(key);
	return ok || scope_fail(sc, FAULT_INVALID,
			     "that is no public key as SendGrid shows it (base64, \"MFkwEwYHKoZI...\")");
}

static bool is_signed(EVP_PKEY *key, struct str timestamp, struct str body, struct str signature)
{
	unsigned char bytes[SIGNATURE_MOST];
	size_t n;
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	bool ok = ctx && key &&
		  sodium_base642bin(bytes, sizeof bytes, signature.p, signature.n, NULL, &n, NULL,
			  sodium_base64_VARIANT_ORIGINAL) == 0 &&
		  EVP_DigestVerifyInit(ctx, NULL, EVP_sha256(), NULL, key) == 1 &&
		  EVP_DigestVerifyUpdate(ctx, timestamp.p, timestamp.n) == 1 &&
		  EVP_DigestVerifyUpdate(ctx, body.p, body.n) == 1 &&
		  EVP_DigestVerifyFinal(ctx, bytes, n) == 1;

	EVP_MD_CTX_free(ctx);
	return ok;
}

static struct str header(const struct webhook_request *r, const char *name)
{
	return r->header ? r->header(r->to, name) : (struct str){ 0 };
}

static bool sendgrid(
	struct scope *sc, const struct webhook *hook, struct str secret, const struct webhook_request *r)
{
	struct str signature = header(r, "X-Twilio-Email-Event-Webhook-Signature");
	struct str timestamp = header(r, "X-Twilio-Email-Event-Webhook-Timestamp");

	if (!signature.n)
		return denied(sc, hook, "it is not signed (switch on \"Signed Event Webhook\")");
	if (!is_fresh(sc, hook, timestamp, r))
		return false;
	EVP_PKEY *key = read_key(secret);
	bool ok = is_signed(key, timestamp, r->body, signature);
	EVP_PKEY_free(key);
	return ok || denied(sc, hook, "its signature does not fit");
}

/* --- Mailgun ------------------------------------------------------------------------------------- */

struct webhook_tokens {
	pthread_mutex_t mutex;
	struct {
		uint64_t token, body;
	} at[TOKENS];
	size_t next;
};

struct webhook_tokens *webhook_tokens_open(struct scope *sc)
{
	struct webhook_tokens *tokens = NEW(sc, struct webhook_tokens);

	pthread_mutex_init(&tokens->mutex, NULL);
	return tokens;
}

void webhook_tokens_close(struct webhook_tokens *tokens)
{
	if (tokens)
		pthread_mutex_destroy(&tokens->mutex);
}

/* A token comes once; again only with the delivery that is tried again. */
static bool token_fits(struct webhook_tokens *tokens, struct str token, struct str body)
{
	uint64_t t = hash_str(token, 0), b = hash_str(body, 0);
	bool fits = true, known = false;

	if (!tokens)
		return true;
	pthread_mutex_lock(&tokens->mutex);
	for (size_t i = 0; i < TOKENS && !known; i++) {
		known = tokens->at[i].token == t;
		fits = !known || tokens->at[i].body == b;
	}
	if (!known) {
		tokens->at[tokens->next].token = t;
		tokens->at[tokens->next].body = b;
		tokens->next = (tokens->next + 1) % TOKENS;
	}
	pthread_mutex_unlock(&tokens->mutex);
	return fits;
}

static bool hmac_fits(
	struct scope *sc, struct str secret, struct str timestamp, struct str token, struct str signature)
{
	struct str text = str_of(scope_printf(sc, "%.*s%.*s", STR_ARG(timestamp), STR_ARG(token)));
	unsigned char mac[DIGEST], given[DIGEST];
	unsigned n = sizeof mac;
	size_t read;

	return sodium_hex2bin(given, sizeof given, signature.p, signature.n, NULL, &read, NULL) == 0 &&
	       read == DIGEST &&
	       HMAC(EVP_sha256(), secret.p, (int)secret.n, (const unsigned char *)text.p, text.n, mac, &n) &&
	       CRYPTO_memcmp(mac, given, DIGEST) == 0;
}

static bool mailgun(
	struct scope *sc, const struct webhook *hook, struct str secret, const struct webhook_request *r)
{
	const struct json_node *top = json_tree_read(json_tree_new(sc), r->body);
	struct str timestamp = json_text_at(top, "signature.timestamp");
	struct str token = json_text_at(top, "signature.token");
	struct str signature = json_text_at(top, "signature.signature");

	secret = str_trim(secret);
	if (!token.n || !signature.n)
		return denied(sc, hook, "it is not signed");
	if (!is_fresh(sc, hook, timestamp, r))
		return false;
	if (!hmac_fits(sc, secret, timestamp, token, signature))
		return denied(sc, hook, "its signature does not fit");
	return token_fits(r->tokens, token, r->body) ||
	       denied(sc, hook, "its signature came before, with another body");
}

static bool mailgun_secret_ok(struct scope *sc, struct str secret)
{
	return made_secret_ok(sc, str_trim(secret));
}

/* --- Postmark ------------------------------------------------------------------------------------ */

static bool postmark(
	struct scope *sc, const struct webhook *hook, struct str secret, const struct webhook_request *r)
{
	secret = str_trim(secret);
	if (!r->password.n && !r->token.n)
		return denied(
			sc, hook, "without a password: put the source's secret into the webhook's address");
	return is_secret(r->password, secret) || is_secret(r->token, secret) ||
	       denied(sc, hook, "its password is another");
}

/* --- the table ----------------------------------------------------------------------------------- */

enum { HOUR_S = 3600 };

const struct webhook webhooks[] = {
	{ .name = "sendgrid",
		.about = "the public key: Settings, Mail Settings, Event Webhook, Signed Event Webhook",
		.kind = COLLECT_SENDGRID,
		.age_s = 25 * HOUR_S,
		.verify = sendgrid,
		.secret_ok = sendgrid_secret_ok },
	{ .name = "postmark",
		.about = "a password of your own, at least 16 letters: it goes into the webhook's address",
		.kind = COLLECT_POSTMARK,
		.verify = postmark,
		.secret_ok = made_secret_ok },
	{ .name = "mailgun",
		.about = "the HTTP webhook signing key: Settings, API security",
		.kind = COLLECT_MAILGUN,
		.age_s = 9 * HOUR_S,
		.verify = mailgun,
		.secret_ok = mailgun_secret_ok },
};
const size_t n_webhooks = COUNT_OF(webhooks);

const struct webhook *webhook_find(struct str name)
{
	for (size_t i = 0; i < n_webhooks; i++)
		if (str_equal(name, str_of(webhooks[i].name)))
			return &webhooks[i];
	return NULL;
}

bool webhook_verify(struct scope *sc, const struct webhook *hook, struct str secret,
	const struct webhook_request *request)
{
	if (sodium_init() < 0)
		return scope_fail(sc, FAULT_IO, "the system gives no random numbers");
	return hook->verify(sc, hook, secret, request);
}

/* --- what is in it ------------------------------------------------------------------------------- */

static bool no_json(struct scope *sc, const struct json *j)
{
	return scope_fail(sc, FAULT_INVALID, "the body is no sound JSON: %s, at byte %zu",
		j->why ? j->why : "neither an object nor a list of them", j->at);
}

static bool count_list(struct scope *sc, struct json *j, uint32_t *events)
{
	enum json_kind kind;

	while ((kind = json_next(j)) == JSON_OBJECT && json_skip(j).p)
		(*events)++;
	return (kind == JSON_ARRAY_END && json_next(j) == JSON_END) || no_json(sc, j);
}

bool webhook_count(
	struct scope *sc, const struct webhook *hook, struct str body, size_t most, uint32_t *events)
{
	struct json j;

	*events = 0;
	most = most ? most : COLLECT_BATCH_BYTES;
	if (body.n > most)
		return scope_fail(sc, FAULT_LIMIT, "%s: the body has %zu bytes, the ceiling is %zu",
			hook->name, body.n, most);
	if (!str_is_utf8(body))
		return scope_fail(sc, FAULT_INVALID, "the body is not UTF-8");
	json_begin(&j, body, scope_alloc(sc, body.n + 1, 1));
	enum json_kind kind = json_next(&j);
	if (kind == JSON_ARRAY)
		return count_list(sc, &j, events);
	*events = 1;
	return (kind == JSON_OBJECT && json_skip(&j).p && json_next(&j) == JSON_END) || no_json(sc, &j);
}
