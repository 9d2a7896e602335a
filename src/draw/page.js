// Arrow keys go from touchpoint to touchpoint in the picture; without this, Tab does.
const stops = [...document.querySelectorAll('#map .stop')];
stops.forEach((stop, i) => stop.addEventListener('keydown', (key) => {
	const step = { ArrowRight: 1, ArrowLeft: -1 }[key.key];
	const next = step && stops[i + step];
	if (!next) return;
	next.focus();
	next.scrollIntoView({ block: 'nearest', inline: 'center' });
	key.preventDefault();
}));
