#!/bin/sh
# Writes a C file that holds files as they are, for any compiler that knows GNU assembler blocks:
#	embed.sh OUT.c NAME=FILE...
# gives `extern const unsigned char NAME_start[], NAME_end[];` for each.  Linux, any processor.
set -eu
out=$1
shift
{
	echo '/* made by tools/embed.sh */'
	for pair in "$@"; do
		name=${pair%%=*}
		file=$(realpath "${pair#*=}")
		cat <<ASM
__asm__(".pushsection .rodata,\"a\",%progbits\n"
	".balign 16\n"
	".global ${name}_start\n.hidden ${name}_start\n"
	"${name}_start:\n"
	".incbin \"$file\"\n"
	".global ${name}_end\n.hidden ${name}_end\n"
	"${name}_end:\n"
	".byte 0\n"
	".popsection\n");
ASM
	done
} > "$out"
