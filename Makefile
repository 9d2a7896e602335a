# Everything starts here; Meson does the building.
#
#   make          the release build: build/wend
#   make demo     a simulated shop, its map in the terminal and as SVG, PDF, PNG and HTML
#   make test     every test, under the address and undefined behaviour sanitizers
#   make clients  the tests with other people's libraries and tools alone
#   make ui       the web page alone, into ui/dist; the build does it by itself where something changed
#   make types    ui/src/api/schema.d.ts, the types of what the API answers, out of what the server says of itself
#   make screenshots  docs/screens: every view of the page, wide and on a phone, in three languages
#   make script   script/dist/wend.js, the script for web sites, out of its source
#   make lint     formatting, static analysis, no warning under clang either
#   make verify   the long tests in full: kills, simulations, fuzzing
#   make bench    how fast, and beside what
#   make install  under PREFIX (/usr/local)
#   make dist     a Debian package, a tarball and a container's recipe, in dist/
#   make dist-test  installs and runs them in clean systems (as root)

PREFIX ?= /usr/local
SANITIZED = --buildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false

.PHONY: all demo test clients ui types screenshots script lint format verify bench fuzz install dist dist-test clean

all:
	@tools/setup.sh build
	@[ -d build ] || meson setup build --buildtype=release -Dtests=false --prefix=$(PREFIX) >/dev/null
	@ninja -C build --quiet
	@echo "Built build/wend"

demo: all
	@tools/demo.sh

build-test/build.ninja:
	@tools/setup.sh build test
	@meson setup build-test $(SANITIZED) >/dev/null

test: build-test/build.ninja
	@tools/setup.sh build test
	@ninja -C build-test --quiet
	@tools/test.sh build-test

clients: build-test/build.ninja
	@tools/setup.sh build clients
	@ninja -C build-test --quiet wend
	@tools/test.sh build-test --suite clients

ui:
	@tools/setup.sh build
	@cd ui && node node_modules/vite/bin/vite.js build --logLevel warn
	@echo "Built ui/dist"

types: all
	@WEND_BIN=$$PWD/build/wend node ui/types.mjs

screenshots: all
	@tools/setup.sh test
	@WEND_BIN=$$PWD/build/wend node tools/screenshots.mjs docs/screens

script:
	@tools/setup.sh script
	@cd script && node build.mjs
	@echo "Built script/dist/wend.js, $$(gzip -9c script/dist/wend.js | wc -c) bytes in gzip"

lint:
	@tools/setup.sh build test lint
	@tools/lint.sh

format:
	@tools/setup.sh lint
	@git ls-files '*.c' '*.h' | xargs clang-format -i

verify: all build-test/build.ninja
	@tools/setup.sh build test fuzz
	@tools/verify.sh

bench: all
	@tools/bench.sh

fuzz:
	@tools/setup.sh build test fuzz
	@JOBS=$(JOBS) TOTAL=$(TOTAL) tools/fuzz.sh $(or $(SECONDS_EACH),60) $(NAMES)

install: all
	@meson install -C build

dist:
	@tools/setup.sh build dist
	@tools/dist.sh

dist-test: dist
	@tools/dist_test.sh

clean:
	@rm -rf build build-* dist
