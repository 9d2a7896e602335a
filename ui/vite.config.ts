import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

/* `npm run dev` shows the page with changes as they are made, in front of a server of your own:
 * WEND=http://127.0.0.1:8321 npm run dev */
const server = process.env.WEND ?? 'http://127.0.0.1:8321'

export default defineConfig({
	plugins: [svelte()],
	base: './',
	build: {
		target: 'es2022',
		assetsDir: 'page',
		assetsInlineLimit: 0, // the page's policy lets nothing inline in
		modulePreload: { polyfill: false },
		reportCompressedSize: false,
		chunkSizeWarningLimit: 700, // kB: ECharts, which is loaded when a chart is opened
	},
	server: { proxy: { '/api': server, '/s/': server, '/join/': server } },
})
