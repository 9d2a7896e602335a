#include "base/address.h"

#include <arpa/inet.h>

bool address_cut(struct str address, char out[static ADDRESS_ROOM])
{
	unsigned char bytes[16];

	if (!address.n || address.n >= INET6_ADDRSTRLEN)
		return false;
	memcpy(out, address.p, address.n);
	out[address.n] = 0;
	bool four = inet_pton(AF_INET, out, bytes) == 1, six = !four && inet_pton(AF_INET6, out, bytes) == 1;
	if (!four && !six)
		return false;
	if (four) {
		memcpy(strrchr(out, '.') + 1, "0", 2);
		return true;
	}
	memset(bytes + 6, 0, 10);
	return inet_ntop(AF_INET6, bytes, out, ADDRESS_ROOM) != NULL;
}
