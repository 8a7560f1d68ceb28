-- What the migrations make of an empty file, written by tools/new_ledger.py.
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0010');
CREATE TABLE answers (
	merchant VARCHAR NOT NULL, 
	leader VARCHAR NOT NULL, 
	turn VARCHAR NOT NULL, 
	body BLOB, 
	CONSTRAINT pk_answers PRIMARY KEY (merchant)
);
CREATE TABLE checks (
	account VARCHAR NOT NULL, 
	folder VARCHAR NOT NULL, 
	last_success_at VARCHAR(32), 
	last_attempt_at VARCHAR(32) NOT NULL, 
	failing_since VARCHAR(32), 
	last_problem TEXT, 
	problem_kind VARCHAR, failures INTEGER DEFAULT '0' NOT NULL, retry_at VARCHAR(32), outage_from VARCHAR(32), outage_until VARCHAR(32), swept_at VARCHAR(32), 
	CONSTRAINT pk_checks PRIMARY KEY (account, folder)
);
CREATE TABLE cursors (
	account VARCHAR NOT NULL, 
	folder VARCHAR NOT NULL, 
	uidvalidity BIGINT NOT NULL, 
	last_uid BIGINT NOT NULL, 
	CONSTRAINT pk_cursors PRIMARY KEY (account, folder)
);
CREATE TABLE events (
	message_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	merchant VARCHAR NOT NULL, 
	channel VARCHAR, 
	"on" DATE, 
	body TEXT NOT NULL, 
	CONSTRAINT pk_events PRIMARY KEY (message_id, position), 
	CONSTRAINT fk_events_message_id_messages FOREIGN KEY(message_id) REFERENCES messages (id)
)
 WITHOUT ROWID

;
CREATE TABLE locations (
	account VARCHAR NOT NULL, 
	folder VARCHAR NOT NULL, 
	uidvalidity BIGINT NOT NULL, 
	uid BIGINT NOT NULL, 
	message_id INTEGER, 
	seen_at VARCHAR(32) NOT NULL, state VARCHAR, reason TEXT, 
	CONSTRAINT pk_locations PRIMARY KEY (account, folder, uidvalidity, uid), 
	CONSTRAINT fk_locations_message_id_messages FOREIGN KEY(message_id) REFERENCES messages (id)
)
 WITHOUT ROWID

;
CREATE TABLE messages (
	id INTEGER NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	message_id TEXT NOT NULL, 
	sender TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	sent_at VARCHAR(32), 
	received_at VARCHAR(32), 
	dated_at VARCHAR(32) NOT NULL, 
	recorded_at VARCHAR(32) NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	raw BLOB, 
	size BIGINT NOT NULL, 
	outcome VARCHAR NOT NULL, 
	reader VARCHAR, 
	reason TEXT, 
	trust_verdict VARCHAR NOT NULL, 
	trust_reasons TEXT NOT NULL, 
	CONSTRAINT pk_messages PRIMARY KEY (id), 
	CONSTRAINT uq_messages_fingerprint UNIQUE (fingerprint)
);
CREATE TABLE milestones (
	"key" VARCHAR NOT NULL, 
	reached_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_milestones PRIMARY KEY ("key")
);
CREATE TABLE notifications (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	finding_id VARCHAR, 
	target VARCHAR NOT NULL, 
	subject TEXT NOT NULL, 
	body TEXT NOT NULL, 
	html TEXT, 
	state VARCHAR NOT NULL, 
	attempts INTEGER NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	next_at VARCHAR(32) NOT NULL, 
	sent_at VARCHAR(32), 
	last_error TEXT, doubted_at VARCHAR(32), resent INTEGER DEFAULT '0' NOT NULL, folded_into VARCHAR, 
	CONSTRAINT pk_notifications PRIMARY KEY (id), 
	CONSTRAINT uq_notifications_key UNIQUE ("key")
);
CREATE TABLE statements (
	id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	said_at VARCHAR(32) NOT NULL, 
	merchant VARCHAR, 
	channel VARCHAR, 
	"on" DATE, 
	finding VARCHAR, 
	undone_at VARCHAR(32), message VARCHAR, correction TEXT, until DATE, "plan" TEXT, note VARCHAR, subscription TEXT, other TEXT, about TEXT, mailboxes TEXT, 
	CONSTRAINT pk_statements PRIMARY KEY (id)
);
CREATE TABLE tallies (
	what VARCHAR NOT NULL, 
	number BIGINT NOT NULL, 
	CONSTRAINT pk_tallies PRIMARY KEY (what)
);
INSERT INTO "tallies" VALUES('seen',0);
INSERT INTO "tallies" VALUES('parsed',0);
INSERT INTO "tallies" VALUES('review',0);
INSERT INTO "tallies" VALUES('ignored',0);
INSERT INTO "tallies" VALUES('failed',0);
INSERT INTO "tallies" VALUES('quarantined',0);
CREATE INDEX ix_messages_outcome_dated_at_id ON messages (outcome, dated_at, id);
CREATE INDEX ix_locations_message_id_seen_at_account ON locations (message_id, seen_at, account);
CREATE INDEX ix_notifications_state_next_at ON notifications (state, next_at);
CREATE INDEX ix_events_merchant_channel ON events (merchant, channel);
CREATE TRIGGER news_event_in AFTER INSERT ON events FOR EACH ROW  BEGIN DELETE FROM answers WHERE merchant IN ('*', NEW.merchant); END;
CREATE TRIGGER news_event_out AFTER DELETE ON events FOR EACH ROW  BEGIN DELETE FROM answers WHERE merchant IN ('*', OLD.merchant); END;
CREATE TRIGGER news_event AFTER UPDATE ON events FOR EACH ROW  BEGIN DELETE FROM answers WHERE merchant IN ('*', OLD.merchant, NEW.merchant); END;
CREATE TRIGGER news_mail AFTER UPDATE OF fingerprint, message_id, sender, subject, dated_at, sha256, outcome, trust_verdict, trust_reasons ON messages FOR EACH ROW  BEGIN DELETE FROM answers WHERE merchant IN (SELECT '*' UNION ALL SELECT merchant FROM events WHERE message_id = NEW.id); END;
CREATE TRIGGER news_place_in AFTER INSERT ON locations FOR EACH ROW WHEN NEW.message_id IS NOT NULL BEGIN DELETE FROM answers WHERE merchant IN (SELECT '*' UNION ALL SELECT merchant FROM events WHERE message_id = NEW.message_id); END;
CREATE TRIGGER news_place_out AFTER DELETE ON locations FOR EACH ROW WHEN OLD.message_id IS NOT NULL BEGIN DELETE FROM answers WHERE merchant IN (SELECT '*' UNION ALL SELECT merchant FROM events WHERE message_id = OLD.message_id); END;
CREATE TRIGGER news_place AFTER UPDATE OF message_id, account, seen_at ON locations FOR EACH ROW WHEN OLD.message_id IS NOT NEW.message_id OR OLD.account <> NEW.account OR OLD.seen_at <> NEW.seen_at BEGIN DELETE FROM answers WHERE merchant IN (SELECT '*' UNION ALL SELECT merchant FROM events WHERE message_id IN (OLD.message_id, NEW.message_id)); END;
CREATE INDEX ix_messages_reader_outcome_dated_at ON messages (reader, outcome, dated_at);
CREATE INDEX ix_locations_state ON locations (state) WHERE state = 'unreadable';
CREATE TRIGGER tally_mail_in AFTER INSERT ON messages FOR EACH ROW  BEGIN UPDATE tallies SET number = number + 1 WHERE what = NEW.outcome; END;
CREATE TRIGGER tally_mail_out AFTER DELETE ON messages FOR EACH ROW  BEGIN UPDATE tallies SET number = number - 1 WHERE what = OLD.outcome; END;
CREATE TRIGGER tally_mail AFTER UPDATE OF outcome ON messages FOR EACH ROW WHEN OLD.outcome <> NEW.outcome BEGIN UPDATE tallies SET number = number - 1 WHERE what = OLD.outcome; UPDATE tallies SET number = number + 1 WHERE what = NEW.outcome; END;
CREATE TRIGGER tally_place_out AFTER DELETE ON locations FOR EACH ROW  BEGIN UPDATE tallies SET number = number - 1 WHERE what = 'seen'; END;
PRAGMA application_id = 1113017415;
PRAGMA user_version = 10;
