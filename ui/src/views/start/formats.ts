/* formats - how the kinds of files are called by those who make them: the same in every language.
 *
 *	formatName('ga4')               // "Google Analytics 4 (BigQuery)"
 */
import { sourceName } from '../../words/common'

/* prettier-ignore */
const names: Record<string, string> = {
	csv: 'CSV', tsv: 'TSV', json: 'JSON', ndjson: 'NDJSON', xes: 'XES', parquet: 'Parquet',
	segment: 'Segment, RudderStack', ga4: 'Google Analytics 4 (BigQuery)', 'ga4-report': 'Google Analytics 4 (CSV)', matomo: 'Matomo', snowplow: 'Snowplow', posthog: 'PostHog', 'posthog-csv': 'PostHog (CSV)', 'access-log': 'nginx, Apache (access.log)',
	'mailchimp-audience': 'Mailchimp (audience)', 'mailchimp-activity': 'Mailchimp (activity)', 'mailchimp-clicks': 'Mailchimp (opens, clicks)', sendgrid: 'SendGrid', postmark: 'Postmark', mailgun: 'Mailgun', mbox: 'Mailbox (mbox)', eml: 'E-mail (.eml)',
	instagram: 'Instagram', facebook: 'Facebook', 'x-archive': 'X (Twitter)', 'google-reviews': 'Google Business Profile', trustpilot: 'Trustpilot', comments: 'Comments (CSV)',
	typeform: 'Typeform', surveymonkey: 'SurveyMonkey', 'google-forms': 'Google Forms', limesurvey: 'LimeSurvey', qualtrics: 'Qualtrics',
	vtt: 'WebVTT', srt: 'SRT', otter: 'Otter', transcript: 'Transcript', turns: 'Transcript (CSV)',
	zendesk: 'Zendesk', 'zendesk-csv': 'Zendesk (CSV)', intercom: 'Intercom', rrweb: 'rrweb', clarity: 'Microsoft Clarity',
	'hubspot-contacts': 'HubSpot (contacts)', 'hubspot-deals': 'HubSpot (deals)', salesforce: 'Salesforce', pipedrive: 'Pipedrive',
	shopify: 'Shopify', woocommerce: 'WooCommerce', prestashop: 'PrestaShop', allegro: 'Allegro', shoper: 'Shoper', 'ad-spend': 'Google Ads, Meta Ads',
	'ocel-json': 'OCEL 2.0 (JSON)', 'ocel-xml': 'OCEL 2.0 (XML)', 'ocel-sqlite': 'OCEL 2.0 (SQLite)',
}

export function formatName(format: string): string {
	return names[format] ?? format
}

const plain = ['csv', 'tsv', 'json', 'ndjson', 'parquet']

/* "support · Zendesk"; a table that nothing says more of counts as web: that is known of nobody, and not said. */
export function kindWords(report: { source: string; format: string }, format = formatName(report.format)): string {
	return report.source === 'web' && plain.includes(report.format) ? format : `${sourceName(report.source)} · ${format}`
}

export function formatChoices(): { value: string; label: string }[] {
	return Object.entries(names).map(([value, label]) => ({ value, label }))
}
