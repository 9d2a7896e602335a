/* evidence_schema - the tables of events.duckdb.  They are made in one transaction: where one is, all are. */
#pragma once

/* `events` is what people ask with `wend sql`: names instead of codes. */
static const char EVIDENCE_SCHEMA[] =
	"CREATE TABLE IF NOT EXISTS import (id INTEGER, file VARCHAR, format VARCHAR, mapping VARCHAR,"
	" fingerprint UBIGINT, source UTINYINT, imported TIMESTAMP, rows BIGINT, events BIGINT,"
	" duplicates BIGINT, quarantined BIGINT, remarks VARCHAR);"
	"CREATE TABLE IF NOT EXISTS customer (code UINTEGER, key VARCHAR, party VARCHAR, import INTEGER);"
	"CREATE TABLE IF NOT EXISTS journey_case (code UINTEGER, key VARCHAR, import INTEGER);"
	"CREATE TABLE IF NOT EXISTS kind (code UINTEGER, source UTINYINT, event VARCHAR, page VARCHAR,"
	" channel VARCHAR, campaign VARCHAR, import INTEGER);"
	"CREATE TABLE IF NOT EXISTS event (id UBIGINT, customer UINTEGER, kind UINTEGER, time TIMESTAMP,"
	" case_code UINTEGER, row UBIGINT, part USMALLINT, import INTEGER, ended TIMESTAMP,"
	" assumed BOOLEAN, value BIGINT, currency VARCHAR, rating FLOAT, scale UTINYINT, said BOOLEAN,"
	" properties VARCHAR);"
	"CREATE TABLE IF NOT EXISTS quarantine (id UBIGINT, import INTEGER, row UBIGINT, reason VARCHAR,"
	" record VARCHAR);"
	"CREATE TABLE IF NOT EXISTS source_kind (code UTINYINT, name VARCHAR);"
	"";

/* Who is who, versions of what a source changes, sums.  `person` is the identifier that a customer is called by; NULL:
 * this one is its own.  What is past was said and is said no more: an earlier version, or taken back by its source. */
static const char EVIDENCE_IDENTITY[] =
	"ALTER TABLE customer ADD COLUMN IF NOT EXISTS kind UTINYINT;"
	"ALTER TABLE customer ADD COLUMN IF NOT EXISTS person UINTEGER;"
	"ALTER TABLE import ADD COLUMN IF NOT EXISTS undone BOOLEAN;"
	"CREATE TABLE IF NOT EXISTS link (a UINTEGER, b UINTEGER, import INTEGER, row UBIGINT);"
	"CREATE TABLE IF NOT EXISTS decision (a UINTEGER, b UINTEGER, joined BOOLEAN, decided TIMESTAMP, author VARCHAR);"
	"CREATE TABLE IF NOT EXISTS shared (code UINTEGER, swallowed BOOLEAN);"
	"CREATE TABLE IF NOT EXISTS erased (hash VARCHAR);"
	"CREATE TABLE IF NOT EXISTS subject (hash UBIGINT, version BIGINT, event UBIGINT, deleted BOOLEAN, import INTEGER);"
	"CREATE TABLE IF NOT EXISTS event_past AS SELECT * FROM event WHERE false;"
	"CREATE TABLE IF NOT EXISTS metric (id UBIGINT, import INTEGER, time TIMESTAMP, ended TIMESTAMP, source UTINYINT,"
	" name VARCHAR, amount DOUBLE, currency VARCHAR, event VARCHAR, page VARCHAR, channel VARCHAR, campaign VARCHAR,"
	" properties VARCHAR);"
	"CREATE TABLE IF NOT EXISTS retention (source UTINYINT, span_us BIGINT);"
	"CREATE OR REPLACE VIEW events AS SELECT p.key AS customer, e.time, s.name AS source, k.event, k.page,"
	" k.channel, k.campaign, j.key AS \"case\", e.value / 100.0 AS value, e.currency, e.rating, e.ended,"
	" e.assumed, e.said, e.properties, i.file, e.row, e.part, c.key AS identifier"
	" FROM event e JOIN customer c ON c.code = e.customer JOIN customer p ON p.code = coalesce(c.person, c.code)"
	" JOIN kind k ON k.code = e.kind JOIN source_kind s ON s.code = k.source JOIN import i ON i.id = e.import"
	" LEFT JOIN journey_case j ON j.code = e.case_code;"
	"CREATE OR REPLACE VIEW identifiers AS SELECT p.key AS customer, c.key AS identifier, i.file AS first_seen_in"
	" FROM customer c JOIN customer p ON p.code = coalesce(c.person, c.code) LEFT JOIN import i ON i.id = c.import;"
	"CREATE OR REPLACE VIEW metrics AS SELECT m.time, m.ended, s.name AS source, m.name, m.amount, m.currency, m.event,"
	" m.page, m.channel, m.campaign, m.properties, i.file FROM metric m JOIN source_kind s ON s.code = m.source"
	" JOIN import i ON i.id = m.import"
	" WHERE m.import = (SELECT max(n.import) FROM metric n WHERE n.id = m.id);";

/* How far each stream of an inbox has come. */
static const char EVIDENCE_MOVED[] =
	"CREATE TABLE IF NOT EXISTS moved (inbox VARCHAR, stream VARCHAR, seq BIGINT)";

/* Counts up whenever a customer is joined to another, or erased: what was laid out before is laid out again. */
static const char EVIDENCE_VERSIONS[] = "CREATE TABLE IF NOT EXISTS version (name VARCHAR, number BIGINT);"
					"INSERT INTO version VALUES ('identity', 0)";
