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
	"CREATE OR REPLACE VIEW events AS SELECT c.key AS customer, e.time, s.name AS source, k.event, k.page,"
	" k.channel, k.campaign, j.key AS \"case\", e.value / 100.0 AS value, e.currency, e.rating, e.ended,"
	" e.assumed, e.said, e.properties, i.file, e.row"
	" FROM event e JOIN customer c ON c.code = e.customer JOIN kind k ON k.code = e.kind"
	" JOIN source_kind s ON s.code = k.source JOIN import i ON i.id = e.import"
	" LEFT JOIN journey_case j ON j.code = e.case_code;";

/* Counts up whenever a customer is joined to another, or erased: what was laid out before is laid out again. */
static const char EVIDENCE_VERSIONS[] = "CREATE TABLE IF NOT EXISTS version (name VARCHAR, number BIGINT);"
					"INSERT INTO version VALUES ('identity', 0)";
