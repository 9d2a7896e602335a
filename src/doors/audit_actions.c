#include "doors/audit.h"

/* clang-format off */
static const struct {
	const char *key, *words;
	bool look;
} rows[AUDIT_ACTIONS] = {
	[AUDIT_SIGN_IN] = { "session.begin", "signed in", false },
	[AUDIT_SIGN_IN_REFUSED] = { "session.refused", "was refused at the door", false },
	[AUDIT_SIGN_OUT] = { "session.end", "signed out", false },
	[AUDIT_USER_ADD] = { "user.add", "added a user", false },
	[AUDIT_USER_ROLE] = { "user.role", "changed a user's role", false },
	[AUDIT_USER_NAME] = { "user.name", "changed a user's name", false },
	[AUDIT_USER_LANGUAGE] = { "user.language", "chose a language", false },
	[AUDIT_USER_DISABLE] = { "user.disable", "disabled a user", false },
	[AUDIT_USER_ENABLE] = { "user.enable", "enabled a user", false },
	[AUDIT_USER_REMOVE] = { "user.remove", "removed a user", false },
	[AUDIT_PASSWORD] = { "user.password", "changed a password", false },
	[AUDIT_LINK_MAKE] = { "link.make", "made a link to hand over", false },
	[AUDIT_LINK_USE] = { "link.use", "came by a link that was handed over", false },
	[AUDIT_SECOND_ON] = { "second.on", "turned a second factor on", false },
	[AUDIT_SECOND_OFF] = { "second.off", "turned a second factor off", false },
	[AUDIT_RECOVERY_USE] = { "second.recovery", "signed in with a recovery code", false },
	[AUDIT_TOKEN_ADD] = { "token.add", "made a token", false },
	[AUDIT_TOKEN_REVOKE] = { "token.revoke", "revoked a token", false },
	[AUDIT_SHARE_ADD] = { "share.add", "shared a map by a link", false },
	[AUDIT_SHARE_REVOKE] = { "share.revoke", "revoked a share link", false },
	[AUDIT_MAP_CHANGE] = { "map.change", "changed a map", false },
	[AUDIT_MAP_PUBLISH] = { "map.publish", "published a map", false },
	[AUDIT_MAP_REMOVE] = { "map.remove", "removed a map", false },
	[AUDIT_PERSONA_CHANGE] = { "persona.change", "changed a persona", false },
	[AUDIT_PERSONA_REMOVE] = { "persona.remove", "removed a persona", false },
	[AUDIT_SEGMENT_CHANGE] = { "segment.change", "changed a segment", false },
	[AUDIT_SEGMENT_REMOVE] = { "segment.remove", "removed a segment", false },
	[AUDIT_OPPORTUNITY_CHANGE] = { "opportunity.change", "changed an opportunity", false },
	[AUDIT_OPPORTUNITY_REMOVE] = { "opportunity.remove", "removed an opportunity", false },
	[AUDIT_NOTE_CHANGE] = { "note.change", "wrote a note", false },
	[AUDIT_NOTE_REMOVE] = { "note.remove", "removed a note", false },
	[AUDIT_COMMENT_CHANGE] = { "comment.change", "wrote a comment", false },
	[AUDIT_COMMENT_REMOVE] = { "comment.remove", "removed a comment", false },
	[AUDIT_LIBRARY_CHANGE] = { "library.change", "changed the library of touchpoints and channels", false },
	[AUDIT_ATTACHMENT_ADD] = { "attachment.add", "sent a picture or a file for a map", false },
	[AUDIT_IMPORT] = { "import.add", "imported a file", false },
	[AUDIT_IMPORT_UNDO] = { "import.undo", "took an import back", false },
	[AUDIT_EXPORT] = { "export", "exported the workspace's evidence", true },
	[AUDIT_ERASE] = { "customer.erase", "erased a customer", false },
	[AUDIT_RETENTION] = { "retention", "removed what was older than it may be", false },
	[AUDIT_WRITE_KEY_ADD] = { "key.add", "made a write key", false },
	[AUDIT_WRITE_KEY_REVOKE] = { "key.revoke", "revoked a write key", false },
	[AUDIT_SETTING] = { "setting", "changed a setting", false },
	[AUDIT_BACKUP] = { "backup", "copied the workspace", true },
	[AUDIT_LOOK_CUSTOMER] = { "look.customer", "looked at a customer", true },
	[AUDIT_LOOK_SEARCH] = { "look.search", "searched in what customers wrote", true },
	[AUDIT_LOOK_TEXTS] = { "look.texts", "read what customers wrote", true },
	[AUDIT_LOOK_JOURNEYS] = { "look.journeys", "looked whose journeys a number counts", true },
};
/* clang-format on */

const char *audit_key(enum audit_action action)
{
	return rows[action].key;
}

const char *audit_words(enum audit_action action)
{
	return rows[action].words;
}

bool audit_is_look(enum audit_action action)
{
	return rows[action].look;
}
