BEGIN TRANSACTION;
PRAGMA user_version = 6;
CREATE TABLE adapter (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            encoder_spec TEXT NOT NULL,
            parent INTEGER REFERENCES adapter (id),
            data BLOB NOT NULL,
            report TEXT NOT NULL,
            created_at TEXT NOT NULL,
            active INTEGER NOT NULL DEFAULT 0
        );
CREATE TABLE album (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            folded TEXT NOT NULL UNIQUE,
            query TEXT
        );
INSERT INTO "album" VALUES(1,'Italien','italien',NULL);
INSERT INTO "album" VALUES(2,'Rot','rot','red');
CREATE TABLE album_photo (
            album_id INTEGER NOT NULL REFERENCES album (id),
            photo_id INTEGER NOT NULL REFERENCES photo (id),
            position INTEGER NOT NULL,
            PRIMARY KEY (album_id, photo_id)
        ) WITHOUT ROWID
        ;
INSERT INTO "album_photo" VALUES(1,1,2);
INSERT INTO "album_photo" VALUES(1,2,1);
CREATE TABLE folder (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            root_id INTEGER REFERENCES root (id),
            path NOT NULL UNIQUE
        );
INSERT INTO "folder" VALUES(1,1,'/photos');
INSERT INTO "folder" VALUES(2,1,'/photos/sub');
CREATE TABLE joined (
            photo_id INTEGER PRIMARY KEY REFERENCES photo (id),
            into_id INTEGER NOT NULL
        );
CREATE TABLE look (
            photo_id INTEGER PRIMARY KEY REFERENCES photo (id),
            phash INTEGER NOT NULL,
            sharpness REAL NOT NULL
        );
INSERT INTO "look" VALUES(1,-5,1.5);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "meta" VALUES('uuid','0123456789abcdef0123456789abcdef');
CREATE TABLE mount (path NOT NULL PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE not_duplicate (
            a INTEGER NOT NULL REFERENCES photo (id),
            b INTEGER NOT NULL REFERENCES photo (id),
            decided_at TEXT NOT NULL,
            PRIMARY KEY (a, b)
        ) WITHOUT ROWID
        ;
INSERT INTO "not_duplicate" VALUES(1,2,'2026-11-26T20:18:32Z');
CREATE TABLE operation (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            at TEXT NOT NULL,
            changes BLOB NOT NULL,
            undone INTEGER NOT NULL DEFAULT 0
        );
INSERT INTO "operation" VALUES(1,'Rate 1 photo','2026-11-26T20:18:32Z',X'78018BAE562A494CCA4955B252502AC8C82FC957D251504ACECF29CDCD2B068A452B15259664E6A52BC50285B3532BC162D186B1206E526A5A7E11486374B401582031AD24B508CC37898DAD8D05001D551C15',0);
INSERT INTO "operation" VALUES(2,'Add 1 photo to the favourites','2026-11-26T20:18:32Z',X'78011DCC4B0E80200C04D0AB90AE5DC0D6AB342C004BFCA035584C8CF1EE02CB7933197C419C4F04A3827366611814044E653FAE6A08D1DD5CF222D48A4C2B05A1096C0D1B3D7D82C6B6E829726E3F887A50BA9B8B42B993E9F4D91FCFEA2230',0);
INSERT INTO "operation" VALUES(3,'Caption 1 photo','2026-11-26T20:18:32Z',X'78018BAE562A494CCA4955B252502AC8C82FC957D251504ACECF29CDCD2B068A452B2527169464E6E7818521CCF8D2BCE2D4D43CA558A0CAECD44AB0B268C358103729352DBF08645674B412508701583031AD24B50822E698ABE09B0AE480A56A6301C36C265C',0);
INSERT INTO "operation" VALUES(4,'Tag 0 photos “Ort”','2026-11-26T20:18:32Z',X'78011D8D310EC3300845AF123177C9DA4BF400C88A4883ABA8D844D81EAAAA77AF6181FF1FF0C12F74DA85E1BE4CF182DB024F95516A9B04A152616759E5E0C3D545C6B56F671892931AB7E0A6E5EA2167800E8334B7DFFC89205C93DB9DB39AFFC23A449C50EE6C0E101ED63D48A3F97C1A4C8EA2C645FAA53F354E365D',0);
INSERT INTO "operation" VALUES(5,'Tag 1 photo “beach”','2026-11-26T20:18:32Z',X'7801858FD10AC2300C457F65F479035B61C8BEC3274B195997E9B05B47DB0922FB77938A307CF1A5BDF7364D4EF44B24E81C8AA62071156521AC77EB34474AB4986142CE06EF7AEC592D10704EED980DB81122C69C073F2D294B6AE0D7200C55DFF1991B6965D87638F8C0B3F4BC3AC7090C0903079A1EC1DEB8D557700D596D38CC67FE65B6B2D8513F30F4A34D5CB327876BC00F7124189BB7E8D18EB4460BE907AE2CE45F3E4903D648B074AB83AA2B292B559FD5A191A7E6A82EC298CDBC0157E96420',0);
INSERT INTO "operation" VALUES(6,'Reject for 1 photo the tag “beach”','2026-11-26T20:18:32Z',X'78011DCCDB0AC2300C80E15729B9DEA08D30A4CFE195A548D76432AC2BF42088F8EE365E25FF4788FB400B6B62B00A5E5C688F0D260531A7FE3CEA5007E15E9849B4E65E22CB461C7762BA85067EE483DFFF5B8793422FB2F2968B7C75474F49246C8D8B80D3A37A1D31266A5C6663665C2EA8AD39DB135EC1FBAFFF012F892CD3',0);
INSERT INTO "operation" VALUES(7,'Edit the tag “beach”','2026-11-26T20:18:32Z',X'78012D8C3B0E80300C43AF8232B3C0C855D20805081F110A6ACB80107727456CB6DF93F186C49D0A34858509CA02FA5DCFCD475B1058178E12F37C70109FDA6500B2B6CAF5195853AE9D8C7BC827888064BA3F553FC26392F003671EF7B3836C54440FBDD44626D2',0);
INSERT INTO "operation" VALUES(8,'Rename the tag “beach” to “Strand”','2026-11-26T20:18:32Z',X'7801258BB10E80200C447F85747672F4371C9B0E558A262224888331FEBB2D6CEFEEDDE10B9597283039850D06076B8EF7992E6D10129F625DC8D18B07523CE4690E47B2B848C8C5EE88CABCEE36EFD03C872AA5EBB9164EDEFCD589E8A31FE5D92764',0);
INSERT INTO "operation" VALUES(9,'Put 2 photos into the album “Italien”','2026-11-26T20:18:32Z',X'78016D8E310EC3200C45AF823CB390B137E81910AAA07154548353024354E5EEC5193AD06EDF4F5FDFCFBEA1FA400817059E424BA015DC995ACA5B6716B24F286C619A7196F46A5876703D3D713F4BD63839032E5C64C9E64624C42F158B000BD7EA29629681F88D67CF1D5A8D16B7F5C195479795B75823E7E1B956537F668D56FF3CB4FAB531D29F9C3BDC0703064F47',0);
INSERT INTO "operation" VALUES(10,'Save the smart album “Rot”','2026-11-26T20:18:32Z',X'78012D8CB10E80200C447FC5747672F4335C9B0E45CA6281883010E3BF4B8DD3DDBDDC1DDE50D9A9C03A01AB6B11E609F6AC2DA66B3084C4518C85AC5EBCB9B349E940C31DD2BF122E64D149C8C59E303555231CAA1403085BAE362EBF8C2BA2875EC07526A5',0);
INSERT INTO "operation" VALUES(11,'Keep 2 photos apart','2026-11-26T20:18:32Z',X'78011DCC410A83301040D1AB84592B982948C939BAEA30484C4690A649B1938514EFAEE9F67DF8F403F57312700672D129D64F5A835781CE4028A9BEF3F76A0451C21A254E5E81AFF492FDEF643B83DC6496A56CED43B9A6D4C42F2A5B03021C70ECADED717CE0E0ECDDDDF009CC079F434F2668',0);
INSERT INTO "operation" VALUES(12,'Take 1 photo out of the library','2026-11-26T20:18:32Z',X'78018BAE562A494CCA4955B252502AC8C82FC957D251504ACECF29CDCD2B068A452B15A5E6E697A5A6C4279628C502A5B2532BC1E2D1A6B1206E526A5A7E11487374745E694E0E582C31AD24B5082CA464646064A66B68A86B6416626460656861656C14A5141B5B1B0B00C1702395',0);
CREATE TABLE photo (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            folder_id INTEGER NOT NULL REFERENCES folder (id),
            name NOT NULL,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            content_hash TEXT,
            previous_hash TEXT,
            moment INTEGER NOT NULL,
            taken_at TEXT,
            width INTEGER,
            height INTEGER,
            orientation INTEGER NOT NULL DEFAULT 1,
            camera TEXT,
            lens TEXT,
            iso INTEGER,
            aperture REAL,
            exposure_seconds REAL,
            focal_mm REAL,
            latitude REAL,
            longitude REAL,
            format TEXT,
            animated INTEGER NOT NULL DEFAULT 0,
            problem_code TEXT,
            problem TEXT,
            missing_since TEXT,
            removed_at TEXT,
            rootless INTEGER,
            added_at TEXT NOT NULL,
            rating INTEGER NOT NULL DEFAULT 0,
            favourite INTEGER NOT NULL DEFAULT 0,
            caption TEXT NOT NULL DEFAULT '', rejected INTEGER NOT NULL DEFAULT 0, rotation INTEGER NOT NULL DEFAULT 0, duration_seconds REAL, motion INTEGER NOT NULL DEFAULT 0, caption_unseen INTEGER NOT NULL DEFAULT 0,
            UNIQUE (folder_id, name)
        );
INSERT INTO "photo" VALUES(1,1,'beach.jpg',1,1500000000000000000,'aa',NULL,1620284889,'2021-05-06T07:08:09',4000,3000,6,'Camera','Lens',100,1.4,0.01,35.0,1.5,NULL,'jpeg',0,NULL,NULL,NULL,NULL,NULL,'2024-01-01T00:00:00Z',4,1,'Am Meer',0,0,NULL,0,0);
INSERT INTO "photo" VALUES(2,2,X'636166E92E6A7067',2,1499999999999999999,NULL,NULL,1499999999,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,'2024-01-01T00:00:00Z',0,0,'',0,0,NULL,0,0);
INSERT INTO "photo" VALUES(3,1,'gone.jpg',3,1499999999999999998,NULL,NULL,1499999998,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'2024-01-02T03:04:05Z',NULL,NULL,'2024-01-01T00:00:00Z',0,0,'',0,0,NULL,0,0);
INSERT INTO "photo" VALUES(4,1,'bad.jpg',4,1499999999999999997,'bb',NULL,1499999997,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'damaged','The picture''s data is damaged.',NULL,NULL,NULL,'2024-01-01T00:00:00Z',0,0,'',0,0,NULL,0,0);
INSERT INTO "photo" VALUES(5,1,'out.jpg',5,1499999999999999996,NULL,NULL,1499999996,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,'2026-11-26T20:18:32Z',NULL,'2024-01-01T00:00:00Z',0,0,'',0,0,NULL,0,0);
CREATE TABLE photo_file (
            folder_id INTEGER NOT NULL REFERENCES folder (id),
            name NOT NULL,
            photo_id INTEGER NOT NULL REFERENCES photo (id),
            kind TEXT NOT NULL,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            PRIMARY KEY (folder_id, name)
        ) WITHOUT ROWID
        ;
CREATE TABLE root (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            path NOT NULL UNIQUE,
            added_at TEXT NOT NULL,
            last_seen_at TEXT,
            removed_at TEXT
        );
INSERT INTO "root" VALUES(1,'/photos','2024-01-01T00:00:00Z',NULL,NULL);
CREATE TABLE state_correction (
            photo_id INTEGER NOT NULL REFERENCES photo (id),
            state TEXT NOT NULL,
            value INTEGER NOT NULL,
            decided_at TEXT NOT NULL,
            PRIMARY KEY (photo_id, state)
        ) WITHOUT ROWID
        ;
CREATE TABLE tag (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            folded TEXT NOT NULL UNIQUE,
            parent_id INTEGER REFERENCES tag (id),
            aliases TEXT NOT NULL DEFAULT '[]',
            prompts TEXT NOT NULL DEFAULT '[]',
            colour TEXT
        );
INSERT INTO "tag" VALUES(1,'Ort','ort',NULL,'[]','[]',NULL);
INSERT INTO "tag" VALUES(2,'Strand','strand',1,'["beach"]','[]',NULL);
CREATE TABLE verdict (
            tag_id INTEGER NOT NULL REFERENCES tag (id),
            photo_id INTEGER NOT NULL REFERENCES photo (id),
            agreed INTEGER NOT NULL,
            source TEXT NOT NULL,
            decided_at TEXT NOT NULL,
            PRIMARY KEY (tag_id, photo_id)
        ) WITHOUT ROWID
        ;
INSERT INTO "verdict" VALUES(2,1,1,'user','2026-11-26T20:18:32Z');
INSERT INTO "verdict" VALUES(2,2,0,'user','2026-11-26T20:18:32Z');
CREATE INDEX folder_by_root ON folder (root_id);
CREATE INDEX photo_shown ON photo
            (moment DESC, id DESC, problem_code, missing_since, removed_at, rootless)
        WHERE problem_code IS NULL AND missing_since IS NULL AND removed_at IS NULL AND rootless IS NULL
        ;
CREATE INDEX photo_shown_by_folder ON photo
            (folder_id, problem_code, missing_since, removed_at, rootless)
        WHERE problem_code IS NULL AND missing_since IS NULL AND removed_at IS NULL AND rootless IS NULL
        ;
CREATE INDEX photo_unread ON photo (moment DESC, id DESC)
        WHERE content_hash IS NULL AND problem_code IS NULL AND missing_since IS NULL AND removed_at IS NULL AND rootless IS NULL
        ;
CREATE INDEX photo_by_content ON photo (size, content_hash);
CREATE INDEX photo_hidden ON photo (id)
        WHERE problem_code IS NOT NULL OR missing_since IS NOT NULL OR removed_at IS NOT NULL
            OR rootless IS NOT NULL
        ;
CREATE INDEX tag_by_parent ON tag (parent_id);
CREATE INDEX verdict_by_photo ON verdict (photo_id, agreed);
CREATE INDEX album_by_photo ON album_photo (photo_id);
CREATE INDEX photo_turned ON photo (id, rotation) WHERE rotation != 0;
CREATE INDEX photo_file_by_photo ON photo_file (photo_id, kind);
CREATE INDEX photo_by_iso ON photo (iso, problem_code, missing_since, removed_at, rootless) WHERE problem_code IS NULL AND missing_since IS NULL AND removed_at IS NULL AND rootless IS NULL;
CREATE INDEX photo_by_rating ON photo (rating, problem_code, missing_since, removed_at, rootless) WHERE problem_code IS NULL AND missing_since IS NULL AND removed_at IS NULL AND rootless IS NULL;
CREATE INDEX photo_by_taken_at ON photo (taken_at, problem_code, missing_since, removed_at, rootless) WHERE problem_code IS NULL AND missing_since IS NULL AND removed_at IS NULL AND rootless IS NULL;
CREATE INDEX photo_by_camera ON photo (camera, problem_code, missing_since, removed_at, rootless) ;
CREATE INDEX photo_by_lens ON photo (lens, problem_code, missing_since, removed_at, rootless) ;
CREATE INDEX photo_unseen ON photo (id) WHERE caption_unseen = 1;
CREATE VIEW captioned AS SELECT id, caption FROM photo WHERE caption <> '';
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('root',1);
INSERT INTO "sqlite_sequence" VALUES('folder',2);
INSERT INTO "sqlite_sequence" VALUES('photo',5);
INSERT INTO "sqlite_sequence" VALUES('operation',12);
INSERT INTO "sqlite_sequence" VALUES('tag',2);
INSERT INTO "sqlite_sequence" VALUES('album',2);
CREATE VIRTUAL TABLE caption_text USING fts5 (
            caption, content='captioned', content_rowid='id',
            tokenize='porter unicode61 remove_diacritics 2'
        );
CREATE TRIGGER caption_came AFTER INSERT ON photo WHEN new.caption <> '' BEGIN
            INSERT INTO caption_text (rowid, caption) VALUES (new.id, new.caption);
        END;
CREATE TRIGGER caption_changed AFTER UPDATE OF caption ON photo
        WHEN old.caption <> new.caption BEGIN
            INSERT INTO caption_text (caption_text, rowid, caption)
                SELECT 'delete', old.id, old.caption WHERE old.caption <> '';
            INSERT INTO caption_text (rowid, caption)
                SELECT new.id, new.caption WHERE new.caption <> '';
        END;
CREATE TRIGGER caption_went AFTER DELETE ON photo WHEN old.caption <> '' BEGIN
            INSERT INTO caption_text (caption_text, rowid, caption)
                VALUES ('delete', old.id, old.caption);
        END;
INSERT INTO caption_text (caption_text) VALUES ('rebuild');
COMMIT;
