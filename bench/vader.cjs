// vader - the same texts by VADER (Hutto and Gilbert 2014), as npm has it, for comparison: FILE of "class TAB text" lines,
// classes 0 negative, 1 neutral, 2 positive.  Prints a row of the table that voice_lexicon writes.
const fs = require('fs');
const { SentimentIntensityAnalyzer: analyzer } = require('vader-sentiment');

const rows = fs.readFileSync(process.argv[2], 'utf8').trim().split('\n').map((line) => [Number(line[0]), line.slice(2)]);
const before = process.cpuUsage();
const scores = rows.map(([, text]) => analyzer.polarity_scores(text).compound);
const used = process.cpuUsage(before);

// The thresholds that its authors name.
const said = (score) => (score >= 0.05 ? 2 : score <= -0.05 ? 0 : 1);
const confusion = [0, 1, 2].map(() => [0, 0, 0]);
rows.forEach(([truth], i) => confusion[truth][said(scores[i])]++);
const f1 = [0, 1, 2].map((k) => {
	const row = confusion[k].reduce((a, b) => a + b);
	const column = confusion.reduce((sum, r) => sum + r[k], 0);
	return (2 * confusion[k][k]) / (row + column);
});
const right = [0, 1, 2].reduce((sum, k) => sum + confusion[k][k], 0);
const speed = rows.length / ((used.user + used.system) / 1e6) / 1e3;
console.log(`| the English ones by VADER | ${rows.length} | ${((right / rows.length) * 100).toFixed(1)} / ` +
	`${(f1.reduce((a, b) => a + b) / 3).toFixed(3)} | | ${speed.toFixed(0)}k | |`);
