<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>Actions</name>
        <message>
            <source>&amp;Actual size</source>
            <translation>&amp;Originalgröße</translation>
        </message>
        <message>
            <source>&amp;Add a folder…</source>
            <translation>&amp;Ordner hinzufügen…</translation>
        </message>
        <message>
            <source>&amp;All photos</source>
            <translation>&amp;Alle Fotos</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Zurück</translation>
        </message>
        <message>
            <source>&amp;Close the photo</source>
            <translation>Foto &amp;schließen</translation>
        </message>
        <message>
            <source>&amp;Compare</source>
            <translation>&amp;Vergleichen</translation>
        </message>
        <message>
            <source>&amp;Confirm</source>
            <translation>&amp;Bestätigen</translation>
        </message>
        <message>
            <source>&amp;Details</source>
            <translation>&amp;Details</translation>
        </message>
        <message>
            <source>&amp;Duplicates</source>
            <translation>&amp;Duplikate</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>&amp;Bearbeiten</translation>
        </message>
        <message>
            <source>&amp;Export what you decided…</source>
            <translation>Entscheidungen &amp;exportieren…</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Datei</translation>
        </message>
        <message>
            <source>&amp;Find…</source>
            <translation>&amp;Suchen…</translation>
        </message>
        <message>
            <source>&amp;First photo</source>
            <translation>&amp;Erstes Foto</translation>
        </message>
        <message>
            <source>&amp;Flag</source>
            <translation>&amp;Markierung</translation>
        </message>
        <message>
            <source>&amp;Full screen</source>
            <translation>&amp;Vollbild</translation>
        </message>
        <message>
            <source>&amp;Go</source>
            <translation>&amp;Gehe zu</translation>
        </message>
        <message>
            <source>&amp;Grid</source>
            <translation>&amp;Raster</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Hilfe</translation>
        </message>
        <message>
            <source>&amp;Import what was decided…</source>
            <translation>Entscheidungen &amp;importieren…</translation>
        </message>
        <message>
            <source>&amp;Keys</source>
            <translation>&amp;Tasten</translation>
        </message>
        <message>
            <source>&amp;Larger</source>
            <translation>&amp;Größer</translation>
        </message>
        <message>
            <source>&amp;Last photo</source>
            <translation>&amp;Letztes Foto</translation>
        </message>
        <message>
            <source>&amp;Look for new photos</source>
            <translation>Nach &amp;neuen Fotos suchen</translation>
        </message>
        <message>
            <source>&amp;Many at once, or one by one</source>
            <translation>&amp;Viele auf einmal oder einzeln</translation>
        </message>
        <message>
            <source>&amp;Move to the trash…</source>
            <translation>In den &amp;Papierkorb…</translation>
        </message>
        <message>
            <source>&amp;Next photo</source>
            <translation>&amp;Nächstes Foto</translation>
        </message>
        <message>
            <source>&amp;Next suggestion</source>
            <translation>&amp;Nächster Vorschlag</translation>
        </message>
        <message>
            <source>&amp;No flag</source>
            <translation>&amp;Keine Markierung</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>Ö&amp;ffnen</translation>
        </message>
        <message>
            <source>&amp;Pause reading photos</source>
            <translation>Einlesen &amp;anhalten</translation>
        </message>
        <message>
            <source>&amp;Photo</source>
            <translation>&amp;Foto</translation>
        </message>
        <message>
            <source>&amp;Pick as a favourite</source>
            <translation>Als &amp;Favorit wählen</translation>
        </message>
        <message>
            <source>&amp;Previous photo</source>
            <translation>&amp;Voriges Foto</translation>
        </message>
        <message>
            <source>&amp;Previous suggestion</source>
            <translation>&amp;Voriger Vorschlag</translation>
        </message>
        <message>
            <source>&amp;Quick preview</source>
            <translation>&amp;Schnellansicht</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Beenden</translation>
        </message>
        <message>
            <source>&amp;Rating</source>
            <translation>&amp;Bewertung</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>&amp;Wiederholen</translation>
        </message>
        <message>
            <source>&amp;Reject</source>
            <translation>&amp;Ablehnen</translation>
        </message>
        <message>
            <source>&amp;Review</source>
            <translation>&amp;Prüfen</translation>
        </message>
        <message>
            <source>&amp;Save this search as an album…</source>
            <translation>Suche als Album &amp;speichern…</translation>
        </message>
        <message>
            <source>&amp;Skip</source>
            <translation>Ü&amp;berspringen</translation>
        </message>
        <message>
            <source>&amp;Smaller</source>
            <translation>&amp;Kleiner</translation>
        </message>
        <message>
            <source>&amp;Tag…</source>
            <translation>&amp;Schlagwort…</translation>
        </message>
        <message>
            <source>&amp;Take back the last answer</source>
            <translation>&amp;Letzte Antwort zurücknehmen</translation>
        </message>
        <message>
            <source>&amp;Take the last sidecars back…</source>
            <translation>Letzte Begleitdateien &amp;zurücknehmen…</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Rückgängig</translation>
        </message>
        <message>
            <source>&amp;Usual size, or fit</source>
            <translation>&amp;Übliche Größe oder einpassen</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Ansicht</translation>
        </message>
        <message>
            <source>&amp;Weaker matches</source>
            <translation>S&amp;chwächere Treffer</translation>
        </message>
        <message>
            <source>&amp;Write sidecars (XMP)…</source>
            <translation>Begleitdateien (XMP) &amp;schreiben…</translation>
        </message>
        <message>
            <source>Act&amp;ivity</source>
            <translation>A&amp;ktivität</translation>
        </message>
        <message>
            <source>Blur sensitive photos</source>
            <translation>Heikle Fotos verwischen</translation>
        </message>
        <message>
            <source>Cop&amp;y the files</source>
            <translation>Dateien &amp;kopieren</translation>
        </message>
        <message>
            <source>Correct how it is…</source>
            <translation>Angaben zum Foto berichtigen…</translation>
        </message>
        <message>
            <source>E&amp;xchange</source>
            <translation>Aus&amp;tausch</translation>
        </message>
        <message>
            <source>Facts &amp;over the photo</source>
            <translation>Angaben ü&amp;ber dem Foto</translation>
        </message>
        <message>
            <source>Fil&amp;mstrip</source>
            <translation>Fil&amp;mstreifen</translation>
        </message>
        <message>
            <source>Find &amp;similar</source>
            <translation>&amp;Ähnliche suchen</translation>
        </message>
        <message>
            <source>Fit or actual si&amp;ze</source>
            <translation>Einpassen oder Ori&amp;ginalgröße</translation>
        </message>
        <message>
            <source>Histo&amp;gram</source>
            <translation>Histo&amp;gramm</translation>
        </message>
        <message>
            <source>Import &amp;keywords…</source>
            <translation>Stich&amp;wörter importieren…</translation>
        </message>
        <message>
            <source>Less like these</source>
            <translation>Weniger wie diese</translation>
        </message>
        <message>
            <source>Light or dar&amp;k</source>
            <translation>Hell oder &amp;dunkel</translation>
        </message>
        <message>
            <source>More like these</source>
            <translation>Mehr wie diese</translation>
        </message>
        <message>
            <source>No rating</source>
            <translation>Keine Bewertung</translation>
        </message>
        <message>
            <source>Open with its pro&amp;gram</source>
            <translation>Mit &amp;Programm öffnen</translation>
        </message>
        <message>
            <source>P&amp;roblems</source>
            <translation>P&amp;robleme</translation>
        </message>
        <message>
            <source>Personali&amp;ze</source>
            <translation>Personali&amp;sieren</translation>
        </message>
        <message>
            <source>Places on a &amp;map</source>
            <translation>Orte auf einer &amp;Karte</translation>
        </message>
        <message>
            <source>Pr&amp;eferences…</source>
            <translation>&amp;Einstellungen…</translation>
        </message>
        <message>
            <source>Put into an &amp;album…</source>
            <translation>In ein &amp;Album legen…</translation>
        </message>
        <message>
            <source>R&amp;otate</source>
            <translation>D&amp;rehen</translation>
        </message>
        <message>
            <source>Re&amp;view suggestions</source>
            <translation>Vorschläge &amp;prüfen</translation>
        </message>
        <message>
            <source>Rotate &amp;left</source>
            <translation>Nach &amp;links drehen</translation>
        </message>
        <message>
            <source>Rotate &amp;right</source>
            <translation>Nach &amp;rechts drehen</translation>
        </message>
        <message>
            <source>S&amp;idebar</source>
            <translation>Seiten&amp;leiste</translation>
        </message>
        <message>
            <source>S&amp;uggest tags…</source>
            <translation>Schlagwörter &amp;vorschlagen…</translation>
        </message>
        <message>
            <source>Search with it</source>
            <translation>Damit suchen</translation>
        </message>
        <message>
            <source>Select &amp;all</source>
            <translation>&amp;Alles auswählen</translation>
        </message>
        <message>
            <source>Select &amp;none</source>
            <translation>&amp;Nichts auswählen</translation>
        </message>
        <message>
            <source>Show in its fol&amp;der</source>
            <translation>Im &amp;Ordner zeigen</translation>
        </message>
        <message>
            <source>Slid&amp;eshow</source>
            <translation>D&amp;iaschau</translation>
        </message>
        <message>
            <source>Suggest a caption</source>
            <translation>Bildtext vorschlagen</translation>
        </message>
        <message>
            <source>Take out of the &amp;library</source>
            <translation>Aus der &amp;Bibliothek nehmen</translation>
        </message>
        <message>
            <source>Take the suggested caption</source>
            <translation>Vorgeschlagenen Bildtext übernehmen</translation>
        </message>
        <message>
            <source>The s&amp;uggested tag fits</source>
            <translation>Das vorgeschlagene Schlagwort &amp;passt</translation>
        </message>
        <message>
            <source>The suggested tag does &amp;not fit</source>
            <translation>Das vorgeschlagene Schlagwort passt &amp;nicht</translation>
        </message>
        <message>
            <source>Unfold what looks alike</source>
            <translation>Gleich Aussehendes aufklappen</translation>
        </message>
        <message>
            <source>Where the words match</source>
            <translation>Wo die Wörter passen</translation>
        </message>
        <message>
            <source>★</source>
            <translation>★</translation>
        </message>
        <message>
            <source>★★</source>
            <translation>★★</translation>
        </message>
        <message>
            <source>★★★</source>
            <translation>★★★</translation>
        </message>
        <message>
            <source>★★★★</source>
            <translation>★★★★</translation>
        </message>
        <message>
            <source>★★★★★</source>
            <translation>★★★★★</translation>
        </message>
    </context>
    <context>
        <name>Activity</name>
        <message>
            <source>Looking for photos</source>
            <translation>Fotos werden gesucht</translation>
        </message>
        <message>
            <source>Making photos searchable</source>
            <translation>Fotos werden durchsuchbar gemacht</translation>
        </message>
        <message>
            <source>Start it again</source>
            <translation>Neu starten</translation>
        </message>
        <message>
            <source>The search engine keeps stopping.</source>
            <translation>Die Suchmaschine hält immer wieder an.</translation>
        </message>
        <message>
            <source>The search engine stopped and is being started again. You can go on browsing and tagging.</source>
            <translation>Die Suchmaschine wurde beendet und startet neu. Sie können weiter blättern und verschlagworten.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <source>{} You can go on browsing and tagging; searching by words has to wait.</source>
            <translation>{} Sie können weiter blättern und verschlagworten; die Suche mit Worten muss warten.</translation>
        </message>
        <message>
            <source>{} cannot be seen now. Its photos are kept and come back with it.</source>
            <translation>{} ist gerade nicht zu sehen. Die Fotos bleiben erhalten und kommen damit zurück.</translation>
        </message>
    </context>
    <context>
        <name>ActivityCentre</name>
        <message>
            <source>Nothing new</source>
            <translation>Nichts Neues</translation>
        </message>
        <message>
            <source>Personalizing</source>
            <translation>Personalisieren</translation>
        </message>
        <message>
            <source>Search engine</source>
            <translation>Suchmaschine</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>Angehalten</translation>
        </message>
        <message>
            <source>The computer runs on its battery: reading photos rests until it is plugged in. The preferences can change that.</source>
            <translation>Der Computer läuft mit Akku: Das Einlesen ruht, bis er am Netz hängt. In den Einstellungen lässt sich das ändern.</translation>
        </message>
        <message>
            <source>The search engine stopped.</source>
            <translation>Die Suchmaschine wurde beendet.</translation>
        </message>
        <message>
            <source>{what} took {time}.</source>
            <translation>{what} dauerte {time}.</translation>
        </message>
        <message>
            <source>{} changed</source>
            <translation>{} geändert</translation>
        </message>
        <message>
            <source>{} missing</source>
            <translation>{} fehlen</translation>
        </message>
        <message>
            <source>{} moved</source>
            <translation>{} verschoben</translation>
        </message>
        <message>
            <source>{} new</source>
            <translation>{} neu</translation>
        </message>
        <message>
            <source>{} suggestions</source>
            <translation>{} Vorschläge</translation>
        </message>
    </context>
    <context>
        <name>ActivityPage</name>
        <message>
            <source>Activity</source>
            <translation>Aktivität</translation>
        </message>
        <message>
            <source>Lately</source>
            <translation>Zuletzt</translation>
        </message>
        <message>
            <source>Nothing is going on. Everything has been read.</source>
            <translation>Gerade geschieht nichts. Alles ist eingelesen.</translation>
        </message>
        <message>
            <source>Work in the background</source>
            <translation>Arbeit im Hintergrund</translation>
        </message>
        <message>
            <source>{what}, in {time}</source>
            <translation>{what}, in {time}</translation>
        </message>
    </context>
    <context>
        <name>AppearanceSection</name>
        <message>
            <source>Accent</source>
            <translation>Akzent</translation>
        </message>
        <message>
            <source>Animate menus, tips and messages</source>
            <translation>Menüs, Hinweise und Meldungen animieren</translation>
        </message>
        <message>
            <source>Another language is spoken after the next start.</source>
            <translation>Eine andere Sprache gilt nach dem nächsten Start.</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Erscheinungsbild</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>Blau</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Farben</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>Grün</translation>
        </message>
        <message>
            <source>Grey</source>
            <translation>Grau</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Orange</source>
            <translation>Orange</translation>
        </message>
        <message>
            <source>Pink</source>
            <translation>Rosa</translation>
        </message>
        <message>
            <source>Purple</source>
            <translation>Violett</translation>
        </message>
        <message>
            <source>Size of the photos</source>
            <translation>Größe der Fotos</translation>
        </message>
    </context>
    <context>
        <name>ArrangementButton</name>
        <message>
            <source>Date added</source>
            <translation>Hinzugefügt am</translation>
        </message>
        <message>
            <source>Date taken</source>
            <translation>Aufgenommen am</translation>
        </message>
        <message>
            <source>File size</source>
            <translation>Dateigröße</translation>
        </message>
        <message>
            <source>Headings by camera</source>
            <translation>Überschriften nach Kamera</translation>
        </message>
        <message>
            <source>Headings by folder</source>
            <translation>Überschriften nach Ordner</translation>
        </message>
        <message>
            <source>Headings by the order</source>
            <translation>Überschriften nach Reihenfolge</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>No headings</source>
            <translation>Keine Überschriften</translation>
        </message>
        <message>
            <source>Order of the photos</source>
            <translation>Reihenfolge der Fotos</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Bewertung</translation>
        </message>
        <message>
            <source>The other way round</source>
            <translation>Umgekehrt</translation>
        </message>
    </context>
    <context>
        <name>AutoTag</name>
        <message>
            <source>None of these photos has been read yet; suggest tags for them later.</source>
            <translation>Keines dieser Fotos ist schon eingelesen; lassen Sie später Schlagwörter vorschlagen.</translation>
        </message>
        <message>
            <source>Review them</source>
            <translation>Prüfen</translation>
        </message>
        <message>
            <source>Suggest tags…</source>
            <translation>Schlagwörter vorschlagen…</translation>
        </message>
        <message>
            <source>The album “{name}”</source>
            <translation>Das Album „{name}“</translation>
        </message>
        <message>
            <source>The engine is not running; suggest tags again when it is back.</source>
            <translation>Die Suchmaschine läuft nicht; lassen Sie Schlagwörter vorschlagen, wenn sie wieder da ist.</translation>
        </message>
        <message>
            <source>The folder “{name}”</source>
            <translation>Der Ordner „{name}“</translation>
        </message>
        <message>
            <source>The selected photos</source>
            <translation>Die ausgewählten Fotos</translation>
        </message>
        <message>
            <source>The tag “{name}”</source>
            <translation>Das Schlagwort „{name}“</translation>
        </message>
        <message>
            <source>{count} tags were suggested for {photos}.</source>
            <translation>{count} Schlagwörter wurden für {photos} vorgeschlagen.</translation>
        </message>
        <message>
            <source>{photos} have not been read yet and are left out.</source>
            <translation>{photos} sind noch nicht eingelesen und werden ausgelassen.</translation>
        </message>
    </context>
    <context>
        <name>BackgroundSection</name>
        <message>
            <source>Background work</source>
            <translation>Arbeit im Hintergrund</translation>
        </message>
        <message>
            <source>Ctrl+P pauses by hand; what is running is listed under Activity.</source>
            <translation>Strg+P hält sie von Hand an; was läuft, steht unter Aktivität.</translation>
        </message>
        <message>
            <source>Rest while the computer runs on its battery</source>
            <translation>Ruhen, solange der Computer mit Akku läuft</translation>
        </message>
        <message>
            <source>Searching and scrolling always come first; the work waits for them.</source>
            <translation>Suchen und Blättern gehen immer vor; die Arbeit wartet darauf.</translation>
        </message>
        <message>
            <source>Tell when a long piece of work has ended</source>
            <translation>Melden, wenn eine lange Arbeit zu Ende ist</translation>
        </message>
    </context>
    <context>
        <name>Badge</name>
        <message>
            <source>Live</source>
            <translation>Live</translation>
        </message>
        <message>
            <source>Moving</source>
            <translation>Bewegt</translation>
        </message>
    </context>
    <context>
        <name>Banner</name>
        <message>
            <source>Close this message</source>
            <translation>Diese Meldung schließen</translation>
        </message>
        <message>
            <source>What to do about it</source>
            <translation>Was zu tun ist</translation>
        </message>
    </context>
    <context>
        <name>BatchGrid</name>
        <message>
            <source>Photos that the tag is suggested for</source>
            <translation>Fotos, für die das Schlagwort vorgeschlagen wird</translation>
        </message>
    </context>
    <context>
        <name>BatchModel</name>
        <message>
            <source>does not fit</source>
            <translation>passt nicht</translation>
        </message>
        <message>
            <source>fits</source>
            <translation>passt</translation>
        </message>
    </context>
    <context>
        <name>BeforeAfter</name>
        <message>
            <source>Before and after: </source>
            <translation>Vorher und nachher: </translation>
        </message>
    </context>
    <context>
        <name>Browser</name>
        <message>
            <source>Search</source>
            <translation>Suche</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Suche läuft…</translation>
        </message>
        <message>
            <source>The engine is not running; the search goes on when it is back.</source>
            <translation>Die Suchmaschine läuft nicht; die Suche geht weiter, wenn sie wieder da ist.</translation>
        </message>
        <message>
            <source>The search engine is starting; the answer comes as soon as it is there…</source>
            <translation>Die Suchmaschine startet; die Antwort kommt, sobald sie da ist…</translation>
        </message>
        <message>
            <source>searched {} of {}</source>
            <translation>{} von {} durchsucht</translation>
        </message>
    </context>
    <context>
        <name>BugDialog</name>
        <message>
            <source>&amp;Copy report</source>
            <translation>Bericht &amp;kopieren</translation>
        </message>
        <message>
            <source>&amp;Go on</source>
            <translation>&amp;Weiter</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Kopiert</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Bericht</translation>
        </message>
        <message>
            <source>Something went wrong</source>
            <translation>Etwas ist schiefgegangen</translation>
        </message>
        <message>
            <source>The report below helps to find the cause: it names no photos unless their names stand in its text, and goes nowhere unless you send it.</source>
            <translation>Der Bericht unten hilft, die Ursache zu finden: Er nennt keine Fotos, außer wenn ihre Namen darin stehen, und geht nirgendwohin, wenn Sie ihn nicht verschicken.</translation>
        </message>
        <message>
            <source>Your photos and your library are safe.</source>
            <translation>Ihre Fotos und Ihre Bibliothek sind sicher.</translation>
        </message>
        <message>
            <source>Your photos and your library are safe. You can go on working; if it happens again, start photoclip anew.</source>
            <translation>Ihre Fotos und Ihre Bibliothek sind sicher. Sie können weiterarbeiten; geschieht es noch einmal, starten Sie photoclip neu.</translation>
        </message>
        <message>
            <source>photoclip ended unexpectedly last time</source>
            <translation>photoclip wurde beim letzten Mal unerwartet beendet</translation>
        </message>
        <message>
            <source>photoclip made a mistake</source>
            <translation>photoclip hat einen Fehler gemacht</translation>
        </message>
    </context>
    <context>
        <name>ChipButton</name>
        <message>
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <source>Edit {text}</source>
            <translation>{text} bearbeiten</translation>
        </message>
        <message>
            <source>Take out</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Take {text} out of the search</source>
            <translation>{text} aus der Suche nehmen</translation>
        </message>
        <message>
            <source>Turn round</source>
            <translation>Umkehren</translation>
        </message>
        <message>
            <source>{text}
Click to edit, Delete to take out, - to turn round</source>
            <translation>{text}
Klicken zum Bearbeiten, Entf zum Entfernen, - zum Umkehren</translation>
        </message>
    </context>
    <context>
        <name>ComparePage</name>
        <message>
            <source>Back to the photos</source>
            <translation>Zurück zu den Fotos</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <source>Photo {}</source>
            <translation>Foto {}</translation>
        </message>
        <message>
            <source>Zoom and drag one photo: the others follow.</source>
            <translation>Ein Foto vergrößern oder ziehen: die anderen folgen.</translation>
        </message>
    </context>
    <context>
        <name>Decisions</name>
        <message>
            <source>Done again: {}</source>
            <translation>Wiederholt: {}</translation>
        </message>
        <message>
            <source>Restore the files from the trash, then look for new photos (F5).</source>
            <translation>Stellen Sie die Dateien aus dem Papierkorb wieder her und suchen Sie dann nach neuen Fotos (F5).</translation>
        </message>
        <message>
            <source>The files stay where they are.</source>
            <translation>Die Dateien bleiben, wo sie sind.</translation>
        </message>
        <message>
            <source>The same is true for {} more.</source>
            <translation>Dasselbe gilt für {} weitere.</translation>
        </message>
        <message>
            <source>There is nothing to redo.</source>
            <translation>Es gibt nichts zu wiederholen.</translation>
        </message>
        <message>
            <source>There is nothing to undo.</source>
            <translation>Es gibt nichts rückgängig zu machen.</translation>
        </message>
        <message>
            <source>Undone: {}</source>
            <translation>Rückgängig gemacht: {}</translation>
        </message>
    </context>
    <context>
        <name>Dragging</name>
        <message>
            <source>New album</source>
            <translation>Neues Album</translation>
        </message>
        <message>
            <source>The name of a new album for {}:</source>
            <translation>Der Name eines neuen Albums für {}:</translation>
        </message>
    </context>
    <context>
        <name>DuplicateFinder</name>
        <message>
            <source>Identical copies take {}</source>
            <translation>Identische Kopien belegen {}</translation>
        </message>
        <message>
            <source>Looking at photos</source>
            <translation>Fotos werden betrachtet</translation>
        </message>
        <message>
            <source>Something went wrong while comparing.</source>
            <translation>Beim Vergleichen ging etwas schief.</translation>
        </message>
        <message>
            <source>The photos could not be compared</source>
            <translation>Die Fotos konnten nicht verglichen werden</translation>
        </message>
        <message>
            <source>The search engine is not running now. Try again in a moment.</source>
            <translation>Die Suchmaschine läuft gerade nicht. Versuchen Sie es gleich noch einmal.</translation>
        </message>
    </context>
    <context>
        <name>Duplicates</name>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Pixels</source>
            <translation>Pixel</translation>
        </message>
        <message>
            <source>Sharpness</source>
            <translation>Schärfe</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Taken</source>
            <translation>Aufgenommen</translation>
        </message>
        <message>
            <source>Yours</source>
            <translation>Von Ihnen</translation>
        </message>
        <message>
            <source>added first</source>
            <translation>zuerst hinzugefügt</translation>
        </message>
        <message>
            <source>alike</source>
            <translation>gleich</translation>
        </message>
        <message>
            <source>best rated</source>
            <translation>am besten bewertet</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>Favorit</translation>
        </message>
        <message>
            <source>largest file</source>
            <translation>größte Datei</translation>
        </message>
        <message>
            <source>less sharp</source>
            <translation>weniger scharf</translation>
        </message>
        <message>
            <source>most pixels</source>
            <translation>die meisten Pixel</translation>
        </message>
        <message>
            <source>nearly as sharp</source>
            <translation>fast so scharf</translation>
        </message>
        <message>
            <source>sharpest</source>
            <translation>am schärfsten</translation>
        </message>
    </context>
    <context>
        <name>DuplicatesPage</name>
        <message>
            <source>Compare the photos again</source>
            <translation>Fotos erneut vergleichen</translation>
        </message>
        <message>
            <source>Comparing your photos…</source>
            <translation>Ihre Fotos werden verglichen…</translation>
        </message>
        <message>
            <source>Different photos of one moment, such as bursts.</source>
            <translation>Verschiedene Fotos eines Augenblicks, etwa Serienbilder.</translation>
        </message>
        <message>
            <source>Duplicates</source>
            <translation>Duplikate</translation>
        </message>
        <message>
            <source>Groups after</source>
            <translation>Weitere Gruppen</translation>
        </message>
        <message>
            <source>Groups before</source>
            <translation>Vorige Gruppen</translation>
        </message>
        <message>
            <source>Groups of duplicates</source>
            <translation>Gruppen von Duplikaten</translation>
        </message>
        <message>
            <source>Identical files</source>
            <translation>Identische Dateien</translation>
        </message>
        <message>
            <source>No photo is here twice, byte by byte.</source>
            <translation>Kein Foto ist Byte für Byte doppelt vorhanden.</translation>
        </message>
        <message>
            <source>No photos look like shots of one moment.</source>
            <translation>Keine Fotos sehen wie Aufnahmen eines Augenblicks aus.</translation>
        </message>
        <message>
            <source>No picture is here in several versions.</source>
            <translation>Kein Bild ist in mehreren Fassungen vorhanden.</translation>
        </message>
        <message>
            <source>Nothing here</source>
            <translation>Nichts hier</translation>
        </message>
        <message>
            <source>One picture, saved again, resized or converted.</source>
            <translation>Ein Bild, erneut gespeichert, verkleinert oder umgewandelt.</translation>
        </message>
        <message>
            <source>Similar shots</source>
            <translation>Ähnliche Aufnahmen</translation>
        </message>
        <message>
            <source>The same picture</source>
            <translation>Dasselbe Bild</translation>
        </message>
        <message>
            <source>The very same bytes, several times.</source>
            <translation>Genau dieselben Bytes, mehrmals.</translation>
        </message>
        <message>
            <source>This takes some seconds, more for very many photos.</source>
            <translation>Das dauert einige Sekunden, bei sehr vielen Fotos länger.</translation>
        </message>
        <message>
            <source>{first} to {last} of {all}</source>
            <translation>{first} bis {last} von {all}</translation>
        </message>
    </context>
    <context>
        <name>EncoderSection</name>
        <message>
            <source>Another device is used after the next start. The precision is chosen by measuring what the device does fastest.</source>
            <translation>Ein anderes Gerät gilt nach dem nächsten Start. Die Genauigkeit wird gewählt, indem gemessen wird, was das Gerät am schnellsten kann.</translation>
        </message>
        <message>
            <source>Apple graphics (MPS)</source>
            <translation>Apple-Grafik (MPS)</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Gerät</translation>
        </message>
        <message>
            <source>Encoder</source>
            <translation>Encoder</translation>
        </message>
        <message>
            <source>In use</source>
            <translation>In Gebrauch</translation>
        </message>
        <message>
            <source>NVIDIA graphics card (CUDA)</source>
            <translation>NVIDIA-Grafikkarte (CUDA)</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>Genauigkeit</translation>
        </message>
        <message>
            <source>Processor</source>
            <translation>Prozessor</translation>
        </message>
        <message>
            <source>The encoder turns photos and words into something that can be compared.</source>
            <translation>Der Encoder macht aus Fotos und Wörtern etwas, das sich vergleichen lässt.</translation>
        </message>
        <message>
            <source>The fastest there is</source>
            <translation>Das schnellste, das da ist</translation>
        </message>
        <message>
            <source>not known before the first photo</source>
            <translation>vor dem ersten Foto nicht bekannt</translation>
        </message>
        <message>
            <source>{} numbers for each photo</source>
            <translation>{} Zahlen je Foto</translation>
        </message>
    </context>
    <context>
        <name>Engine</name>
        <message>
            <source>No confident match among the one photo that passes {}.</source>
            <translation>Kein sicherer Treffer: nur ein Foto erfüllt {}.</translation>
        </message>
        <message>
            <source>No confident match among the {} photos that pass {}.</source>
            <translation>Kein sicherer Treffer unter den {} Fotos, die {} erfüllen.</translation>
        </message>
        <message>
            <source>No confident match in the library.</source>
            <translation>Kein sicherer Treffer in der Bibliothek.</translation>
        </message>
        <message>
            <source>No photo passes all of {}.</source>
            <translation>Kein Foto erfüllt alles davon: {}.</translation>
        </message>
        <message>
            <source>No photo passes the filter {}.</source>
            <translation>Kein Foto erfüllt den Filter {}.</translation>
        </message>
        <message>
            <source>The encoder “{}” understands English only; ask in English, or use a multilingual one.</source>
            <translation>Der Encoder „{}“ versteht nur Englisch; fragen Sie auf Englisch oder verwenden Sie einen mehrsprachigen.</translation>
        </message>
        <message>
            <source>{} answers now.</source>
            <translation>Jetzt antwortet {}.</translation>
        </message>
        <message>
            <source>{} answers now. What you taught the encoder before is kept for it; personalize again.</source>
            <translation>Jetzt antwortet {}. Was Sie dem Encoder davor beigebracht haben, bleibt bei ihm; personalisieren Sie erneut.</translation>
        </message>
    </context>
    <context>
        <name>Examples</name>
        <message>
            <source>Search for “{tag}”</source>
            <translation>Nach „{tag}“ suchen</translation>
        </message>
        <message>
            <source>What moved</source>
            <translation>Was sich verschoben hat</translation>
        </message>
        <message>
            <source>no longer</source>
            <translation>nicht mehr</translation>
        </message>
        <message>
            <source>now among the first</source>
            <translation>jetzt unter den ersten</translation>
        </message>
    </context>
    <context>
        <name>Exchange</name>
        <message>
            <source>CANNOT BE WRITTEN</source>
            <translation>NICHT ZU SCHREIBEN</translation>
        </message>
        <message>
            <source>Decisions of photoclip (*.json)</source>
            <translation>Entscheidungen von photoclip (*.json)</translation>
        </message>
        <message>
            <source>Every sidecar says already what you decided.</source>
            <translation>Jede Begleitdatei sagt schon, was Sie entschieden haben.</translation>
        </message>
        <message>
            <source>Export what you decided</source>
            <translation>Entscheidungen exportieren</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Import decisions</source>
            <translation>Entscheidungen importieren</translation>
        </message>
        <message>
            <source>Import keywords</source>
            <translation>Stichwörter importieren</translation>
        </message>
        <message>
            <source>Import what was decided</source>
            <translation>Entscheidungen importieren</translation>
        </message>
        <message>
            <source>Looking which sidecars say something else than you decided.</source>
            <translation>Es wird geprüft, welche Begleitdateien etwas anderes sagen, als Sie entschieden haben.</translation>
        </message>
        <message>
            <source>NOT IN THIS LIBRARY</source>
            <translation>NICHT IN DIESER BIBLIOTHEK</translation>
        </message>
        <message>
            <source>NOT READ</source>
            <translation>NICHT GELESEN</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>Foto</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Photos with something new: {files}. Tags on them: {verdicts}, new words: {tags}, ratings: {ratings}, captions: {captions}. What you answered yourself stays. It can be undone.</source>
            <translation>Fotos mit Neuem: {files}. Schlagwörter daran: {verdicts}, neue Wörter: {tags}, Bewertungen: {ratings}, Bildtexte: {captions}. Was Sie selbst geantwortet haben, bleibt. Es lässt sich rückgängig machen.</translation>
        </message>
        <message>
            <source>Putting the sidecars back as they were.</source>
            <translation>Die Begleitdateien werden zurückversetzt, wie sie waren.</translation>
        </message>
        <message>
            <source>Reading what your photos and their sidecars say. No file is changed.</source>
            <translation>Es wird gelesen, was Ihre Fotos und ihre Begleitdateien sagen. Keine Datei wird geändert.</translation>
        </message>
        <message>
            <source>Reading {path}.</source>
            <translation>{path} wird gelesen.</translation>
        </message>
        <message>
            <source>SIDECARS</source>
            <translation>BEGLEITDATEIEN</translation>
        </message>
        <message>
            <source>TAGS</source>
            <translation>SCHLAGWÖRTER</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Schlagwort</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Schlagwörter</translation>
        </message>
        <message>
            <source>Take it back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>Take sidecars back</source>
            <translation>Begleitdateien zurücknehmen</translation>
        </message>
        <message>
            <source>Take them</source>
            <translation>Übernehmen</translation>
        </message>
        <message>
            <source>The keywords were taken. Personalize can learn from them now.</source>
            <translation>Die Stichwörter wurden übernommen. Personalisieren kann jetzt daraus lernen.</translation>
        </message>
        <message>
            <source>There is no export to take back.</source>
            <translation>Es gibt keinen Export, der sich zurücknehmen ließe.</translation>
        </message>
        <message>
            <source>There is nothing in the files that is not known already.</source>
            <translation>In den Dateien steht nichts, was nicht schon bekannt ist.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Warum</translation>
        </message>
        <message>
            <source>Write sidecars</source>
            <translation>Begleitdateien schreiben</translation>
        </message>
        <message>
            <source>Write them</source>
            <translation>Schreiben</translation>
        </message>
        <message>
            <source>Writing sidecars.</source>
            <translation>Begleitdateien werden geschrieben.</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>geändert</translation>
        </message>
        <message>
            <source>new</source>
            <translation>neu</translation>
        </message>
        <message>
            <source>{count} sidecars are as they were before.</source>
            <translation>{count} Begleitdateien sind wieder, wie sie waren.</translation>
        </message>
        <message>
            <source>{count} sidecars were written.</source>
            <translation>{count} Begleitdateien wurden geschrieben.</translation>
        </message>
        <message>
            <source>{count} sidecars would be written: {made} new, {changed} with everything else in them kept. The photos themselves are never touched. It can be taken back.</source>
            <translation>{count} Begleitdateien würden geschrieben: {made} neue, {changed}, in denen alles andere erhalten bleibt. Die Fotos selbst werden nie angerührt. Es lässt sich zurücknehmen.</translation>
        </message>
        <message>
            <source>{count} verdicts were written to {path}.</source>
            <translation>{count} Urteile wurden nach {path} geschrieben.</translation>
        </message>
        <message>
            <source>{verdicts} verdicts and {tags} tags were taken. It can be undone.</source>
            <translation>{verdicts} Urteile und {tags} Schlagwörter wurden übernommen. Es lässt sich rückgängig machen.</translation>
        </message>
    </context>
    <context>
        <name>ExchangeDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>How far it is</source>
            <translation>Wie weit es ist</translation>
        </message>
        <message>
            <source>Nothing to do</source>
            <translation>Nichts zu tun</translation>
        </message>
    </context>
    <context>
        <name>Fact</name>
        <message>
            <source>1 photo</source>
            <translation>1 Foto</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <source>Exposure</source>
            <translation>Belichtung</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Dateien</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Länge</translation>
        </message>
        <message>
            <source>Lens</source>
            <translation>Objektiv</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Taken</source>
            <translation>Aufgenommen</translation>
        </message>
        <message>
            <source>Taken with</source>
            <translation>Aufgenommen mit</translation>
        </message>
        <message>
            <source>Together</source>
            <translation>Zusammen</translation>
        </message>
        <message>
            <source>When and where</source>
            <translation>Wann und wo</translation>
        </message>
        <message>
            <source>a short video inside the picture's file</source>
            <translation>ein kurzes Video in der Bilddatei</translation>
        </message>
        <message numerus="yes">
            <source>{} photos</source>
            <translation>
                <numerusform>{} Foto</numerusform>
                <numerusform>{} Fotos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FactGroups</name>
        <message>
            <source>Photos near {}</source>
            <translation>Fotos nahe {}</translation>
        </message>
        <message>
            <source>Show the photos taken within a kilometre</source>
            <translation>Die Fotos im Umkreis von einem Kilometer zeigen</translation>
        </message>
    </context>
    <context>
        <name>FactsOverlay</name>
        <message>
            <source>Facts about the photo</source>
            <translation>Angaben zum Foto</translation>
        </message>
    </context>
    <context>
        <name>Filmstrip</name>
        <message>
            <source>Filmstrip</source>
            <translation>Filmstreifen</translation>
        </message>
    </context>
    <context>
        <name>FoldersSection</name>
        <message>
            <source>Add a folder…</source>
            <translation>Einen Ordner hinzufügen…</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Folders of this library</source>
            <translation>Ordner dieser Bibliothek</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Ausgelassen</translation>
        </message>
        <message>
            <source>Left out, one pattern on each line as in a .gitignore; it counts from each folder above:</source>
            <translation>Ausgelassen wird, was zu einem Muster passt, eines je Zeile wie in einer .gitignore; es zählt von jedem Ordner oben aus:</translation>
        </message>
        <message>
            <source>Look through the folders now</source>
            <translation>Die Ordner jetzt durchsehen</translation>
        </message>
        <message>
            <source>Photos are read where they lie; photoclip never changes or moves them.</source>
            <translation>Fotos werden gelesen, wo sie liegen; photoclip ändert oder verschiebt sie nie.</translation>
        </message>
        <message>
            <source>Show the videos of the library</source>
            <translation>Die Videos der Bibliothek zeigen</translation>
        </message>
        <message>
            <source>Show them</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <source>Take in videos, too</source>
            <translation>Auch Videos aufnehmen</translation>
        </message>
        <message>
            <source>Take out of the library</source>
            <translation>Aus der Bibliothek nehmen</translation>
        </message>
        <message>
            <source>Videos in the library already: {count}. They stay; what you do not want to see you can take out of the library.</source>
            <translation>Videos, die schon in der Bibliothek sind: {count}. Sie bleiben; was Sie nicht sehen wollen, können Sie aus der Bibliothek nehmen.</translation>
        </message>
        <message>
            <source>cannot be seen now</source>
            <translation>gerade nicht zu sehen</translation>
        </message>
    </context>
    <context>
        <name>ForecastView</name>
        <message>
            <source>A tag: beach, birthday, dog …</source>
            <translation>Ein Schlagwort: beach, birthday, dog …</translation>
        </message>
        <message>
            <source>A word to look at beforehand</source>
            <translation>Ein Wort, das vorher angesehen wird</translation>
        </message>
        <message>
            <source>How sure the machine has to be</source>
            <translation>Wie sicher die Maschine sein muss</translation>
        </message>
        <message>
            <source>Just in</source>
            <translation>Gerade noch</translation>
        </message>
        <message>
            <source>Just not</source>
            <translation>Gerade nicht mehr</translation>
        </message>
        <message>
            <source>Looking at the photos…</source>
            <translation>Die Fotos werden angesehen…</translation>
        </message>
        <message>
            <source>Photos just above the border</source>
            <translation>Fotos knapp über der Grenze</translation>
        </message>
        <message>
            <source>Photos just below the border</source>
            <translation>Fotos knapp unter der Grenze</translation>
        </message>
        <message>
            <source>Type a word to see what it would be suggested for.</source>
            <translation>Geben Sie ein Wort ein, um zu sehen, wofür es vorgeschlagen würde.</translation>
        </message>
        <message>
            <source>“{tag}” would be suggested for {photos} that you have not answered.</source>
            <translation>„{tag}“ würde für {photos} vorgeschlagen, zu denen Sie noch nichts gesagt haben.</translation>
        </message>
    </context>
    <context>
        <name>Frame</name>
        <message>
            <source> Add a folder…</source>
            <translation> Ordner hinzufügen…</translation>
        </message>
        <message>
            <source>Add a folder</source>
            <translation>Ordner hinzufügen</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Details</translation>
        </message>
        <message>
            <source>Sidebar</source>
            <translation>Seitenleiste</translation>
        </message>
        <message>
            <source>Size of the photos</source>
            <translation>Größe der Fotos</translation>
        </message>
    </context>
    <context>
        <name>GridPage</name>
        <message>
            <source>Did you mean “{}”?</source>
            <translation>Meinten Sie „{}“?</translation>
        </message>
        <message>
            <source>Looking for photos…</source>
            <translation>Fotos werden gesucht…</translation>
        </message>
        <message>
            <source>No photos</source>
            <translation>Keine Fotos</translation>
        </message>
        <message>
            <source>There is no photo here.</source>
            <translation>Hier ist kein Foto.</translation>
        </message>
        <message>
            <source>They appear here as soon as they are found.</source>
            <translation>Sie erscheinen hier, sobald sie gefunden sind.</translation>
        </message>
    </context>
    <context>
        <name>GroupCard</name>
        <message>
            <source>Check all but the suggested one</source>
            <translation>Alle außer dem Vorschlag ankreuzen</translation>
        </message>
        <message>
            <source>Does not stay</source>
            <translation>Bleibt nicht</translation>
        </message>
        <message>
            <source>Move to the trash…</source>
            <translation>In den Papierkorb…</translation>
        </message>
        <message>
            <source>Never show these photos as duplicates again</source>
            <translation>Diese Fotos nie wieder als Duplikate zeigen</translation>
        </message>
        <message>
            <source>Not duplicates</source>
            <translation>Keine Duplikate</translation>
        </message>
        <message>
            <source>Suggested to keep: {}</source>
            <translation>Zum Behalten vorgeschlagen: {}</translation>
        </message>
        <message>
            <source>Take out of the library</source>
            <translation>Aus der Bibliothek nehmen</translation>
        </message>
        <message>
            <source>The photo that stays gets their tags, albums, ratings and captions</source>
            <translation>Das Foto, das bleibt, erhält ihre Schlagwörter, Alben, Bewertungen und Bildtexte</translation>
        </message>
        <message>
            <source>The same for all: {}</source>
            <translation>Bei allen gleich: {}</translation>
        </message>
        <message>
            <source>Their files stay; the photo that stays gets their tags and albums</source>
            <translation>Ihre Dateien bleiben; das Foto, das bleibt, erhält ihre Schlagwörter und Alben</translation>
        </message>
        <message>
            <source>{} does not stay</source>
            <translation>{} bleibt nicht</translation>
        </message>
    </context>
    <context>
        <name>HeatMaps</name>
        <message>
            <source>Looking where “{words}” is…</source>
            <translation>Es wird gesucht, wo „{words}“ ist…</translation>
        </message>
        <message>
            <source>Search with words first: then their places are shown here.</source>
            <translation>Suchen Sie zuerst mit Worten: Dann wird gezeigt, wo sie im Bild sind.</translation>
        </message>
        <message>
            <source>The engine is not running; try again when it is back.</source>
            <translation>Die Suchmaschine läuft nicht; versuchen Sie es wieder, wenn sie da ist.</translation>
        </message>
        <message>
            <source>Where the words match</source>
            <translation>Wo die Wörter passen</translation>
        </message>
        <message>
            <source>Where the words match (H)</source>
            <translation>Wo die Worte passen (H)</translation>
        </message>
        <message>
            <source>Where “{words}” is seen</source>
            <translation>Wo „{words}“ zu sehen ist</translation>
        </message>
    </context>
    <context>
        <name>HeatOverlay</name>
        <message>
            <source>less</source>
            <translation>weniger</translation>
        </message>
        <message>
            <source>more</source>
            <translation>mehr</translation>
        </message>
    </context>
    <context>
        <name>Histogram</name>
        <message>
            <source>Histogram</source>
            <translation>Histogramm</translation>
        </message>
    </context>
    <context>
        <name>Inspector</name>
        <message>
            <source> Find similar</source>
            <translation> Ähnliche suchen</translation>
        </message>
        <message>
            <source>Add a caption</source>
            <translation>Bildtext hinzufügen</translation>
        </message>
        <message>
            <source>Add to an album</source>
            <translation>Zu einem Album hinzufügen</translation>
        </message>
        <message>
            <source>Albums</source>
            <translation>Alben</translation>
        </message>
        <message>
            <source>Caption</source>
            <translation>Bildtext</translation>
        </message>
        <message>
            <source>Choose one or more to see their details, to tag them and to rate them.</source>
            <translation>Wählen Sie eines oder mehrere aus, um Angaben zu sehen, Schlagwörter zu vergeben und zu bewerten.</translation>
        </message>
        <message>
            <source>Find similar photos</source>
            <translation>Ähnliche Fotos suchen</translation>
        </message>
        <message>
            <source>No photo selected</source>
            <translation>Kein Foto ausgewählt</translation>
        </message>
        <message>
            <source>Remove the tag {}</source>
            <translation>Das Schlagwort {} entfernen</translation>
        </message>
        <message>
            <source>Several captions; a new one replaces them</source>
            <translation>Mehrere Bildtexte; ein neuer ersetzt sie</translation>
        </message>
        <message>
            <source>Show all photos tagged {}</source>
            <translation>Alle Fotos mit dem Schlagwort {} zeigen</translation>
        </message>
        <message>
            <source>Show the album {}</source>
            <translation>Album {} zeigen</translation>
        </message>
        <message>
            <source>Similar</source>
            <translation>Ähnlich</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Schlagwörter</translation>
        </message>
        <message>
            <source>Take out of the album {}</source>
            <translation>Aus dem Album {} nehmen</translation>
        </message>
        <message>
            <source>The file is gone. What you decided about it is kept until it comes back.</source>
            <translation>Die Datei ist weg. Was Sie darüber entschieden haben, bleibt, bis sie wiederkommt.</translation>
        </message>
        <message>
            <source>{} selected</source>
            <translation>{} ausgewählt</translation>
        </message>
    </context>
    <context>
        <name>KeysDialog</name>
        <message>
            <source> or </source>
            <translation> oder </translation>
        </message>
        <message>
            <source>Add to the selection</source>
            <translation>Zur Auswahl hinzufügen</translation>
        </message>
        <message>
            <source>Arrows, Home, End, Page Up, Page Down</source>
            <translation>Pfeile, Pos1, Ende, Bild auf, Bild ab</translation>
        </message>
        <message>
            <source>Ctrl + click, or drag a frame</source>
            <translation>Strg + Klick oder einen Rahmen ziehen</translation>
        </message>
        <message>
            <source>Ctrl + wheel</source>
            <translation>Strg + Mausrad</translation>
        </message>
        <message>
            <source>Extend the selection</source>
            <translation>Auswahl erweitern</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>Larger, smaller</source>
            <translation>Größer, kleiner</translation>
        </message>
        <message>
            <source>List of keys</source>
            <translation>Liste der Tasten</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Bewegen</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Rate {}</source>
            <translation>Bewerten: {}</translation>
        </message>
        <message>
            <source>Shift + move or click</source>
            <translation>Umschalt + bewegen oder klicken</translation>
        </message>
        <message>
            <source>Wheel, double click</source>
            <translation>Mausrad, Doppelklick</translation>
        </message>
        <message>
            <source>Zoom in the single photo</source>
            <translation>Im einzelnen Foto zoomen</translation>
        </message>
    </context>
    <context>
        <name>KeysSection</name>
        <message>
            <source>Action</source>
            <translation>Aktion</translation>
        </message>
        <message>
            <source>Actions and their keys</source>
            <translation>Aktionen und ihre Tasten</translation>
        </message>
        <message>
            <source>All as usual</source>
            <translation>Alle wie üblich</translation>
        </message>
        <message>
            <source>Choose an action, click into the field and press its new key.</source>
            <translation>Wählen Sie eine Aktion, klicken Sie ins Feld und drücken Sie die neue Taste.</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>New key</source>
            <translation>Neue Taste</translation>
        </message>
        <message>
            <source>Use this key</source>
            <translation>Diese Taste verwenden</translation>
        </message>
        <message>
            <source>Usual key</source>
            <translation>Übliche Taste</translation>
        </message>
        <message>
            <source>{key} belongs to {names} now, and would be taken from there.</source>
            <translation>{key} gehört jetzt zu {names} und würde dort weggenommen.</translation>
        </message>
    </context>
    <context>
        <name>LessonTable</name>
        <message>
            <source>Does not fit</source>
            <translation>Passt nicht</translation>
        </message>
        <message>
            <source>Fits</source>
            <translation>Passt</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Fehlend</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Schlagwort</translation>
        </message>
        <message>
            <source>What it will learn from</source>
            <translation>Woraus gelernt wird</translation>
        </message>
        <message>
            <source>{count} more</source>
            <translation>noch {count}</translation>
        </message>
    </context>
    <context>
        <name>LibraryView</name>
        <message>
            <source>Cut photos to squares</source>
            <translation>Fotos quadratisch beschneiden</translation>
        </message>
        <message>
            <source>Show whole photos</source>
            <translation>Ganze Fotos zeigen</translation>
        </message>
    </context>
    <context>
        <name>LicenceDialog</name>
        <message>
            <source>Address of the licence</source>
            <translation>Adresse der Lizenz</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Herunterladen</translation>
        </message>
        <message>
            <source>Download {}</source>
            <translation>{} herunterladen</translation>
        </message>
        <message>
            <source>I accept the licence</source>
            <translation>Ich nehme die Lizenz an</translation>
        </message>
        <message>
            <source>Its licence is {}. The whole text:</source>
            <translation>Die Lizenz ist {}. Der ganze Text:</translation>
        </message>
        <message>
            <source>{:,.0f} MB will be fetched from the page below; {:,.0f} MB are free.</source>
            <translation>{:,.0f} MB werden von der Seite unten geholt; {:,.0f} MB sind frei.</translation>
        </message>
    </context>
    <context>
        <name>Listing</name>
        <message>
            <source>Best matches</source>
            <translation>Beste Treffer</translation>
        </message>
        <message>
            <source>Drag photos onto its name at the left, or select some and press Ctrl+B.</source>
            <translation>Ziehen Sie Fotos links auf seinen Namen, oder wählen Sie welche aus und drücken Sie Strg+B.</translation>
        </message>
        <message>
            <source>Hide weaker matches</source>
            <translation>Schwächere Treffer verbergen</translation>
        </message>
        <message>
            <source>Less likely matches</source>
            <translation>Weniger wahrscheinliche Treffer</translation>
        </message>
        <message>
            <source>Most similar first</source>
            <translation>Ähnlichste zuerst</translation>
        </message>
        <message>
            <source>No file is missing.</source>
            <translation>Keine Datei fehlt.</translation>
        </message>
        <message>
            <source>No photo has this tag. Select some, press Ctrl+T and type its name.</source>
            <translation>Kein Foto hat dieses Schlagwort. Wählen Sie welche aus, drücken Sie Strg+T und geben Sie seinen Namen ein.</translation>
        </message>
        <message>
            <source>Not rated</source>
            <translation>Nicht bewertet</translation>
        </message>
        <message>
            <source>Not to be seen now</source>
            <translation>Gerade nicht zu sehen</translation>
        </message>
        <message>
            <source>Possible matches</source>
            <translation>Mögliche Treffer</translation>
        </message>
        <message>
            <source>Press P on a photo that you like, and it stands here.</source>
            <translation>Drücken Sie P bei einem Foto, das Ihnen gefällt, und es steht hier.</translation>
        </message>
        <message>
            <source>Press X on a photo that you do not want, and it stands here.</source>
            <translation>Drücken Sie X bei einem Foto, das Sie nicht wollen, und es steht hier.</translation>
        </message>
        <message>
            <source>Show weaker matches</source>
            <translation>Schwächere Treffer zeigen</translation>
        </message>
        <message>
            <source>Some time ago</source>
            <translation>Vor einiger Zeit</translation>
        </message>
        <message>
            <source>There is no photo in this folder, nor below it.</source>
            <translation>In diesem Ordner und darunter ist kein Foto.</translation>
        </message>
        <message>
            <source>Unknown camera</source>
            <translation>Unbekannte Kamera</translation>
        </message>
    </context>
    <context>
        <name>LossCurve</name>
        <message>
            <source>Loss, from {first} to {last}</source>
            <translation>Verlust, von {first} bis {last}</translation>
        </message>
        <message>
            <source>Loss, nothing yet</source>
            <translation>Verlust, noch nichts</translation>
        </message>
        <message>
            <source>Loss, step by step</source>
            <translation>Verlust, Schritt für Schritt</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Add a folder of photos</source>
            <translation>Einen Ordner mit Fotos hinzufügen</translation>
        </message>
        <message>
            <source>{}, {} selected</source>
            <translation>{}, {} ausgewählt</translation>
        </message>
    </context>
    <context>
        <name>MapView</name>
        <message>
            <source>Map</source>
            <translation>Karte</translation>
        </message>
        <message>
            <source>Map of {}</source>
            <translation>Karte von {}</translation>
        </message>
    </context>
    <context>
        <name>MarkRow</name>
        <message>
            <source>Favourite</source>
            <translation>Favorit</translation>
        </message>
        <message>
            <source>Make a favourite</source>
            <translation>Zum Favoriten machen</translation>
        </message>
        <message>
            <source>No favourite any more</source>
            <translation>Kein Favorit mehr</translation>
        </message>
        <message>
            <source>Rate {}</source>
            <translation>Bewerten: {}</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <source>Rejected no more</source>
            <translation>Nicht mehr abgelehnt</translation>
        </message>
        <message>
            <source>Their ratings or flags differ</source>
            <translation>Bewertungen oder Markierungen sind verschieden</translation>
        </message>
    </context>
    <context>
        <name>ModelCard</name>
        <message>
            <source>, about {} left</source>
            <translation>, noch etwa {}</translation>
        </message>
        <message>
            <source>Download…</source>
            <translation>Herunterladen…</translation>
        </message>
        <message>
            <source>Go on…</source>
            <translation>Fortsetzen…</translation>
        </message>
        <message>
            <source>It has seen {:,} of {:,} photos{}; until then the other one answers.</source>
            <translation>Er hat {:,} von {:,} Fotos gesehen{}; bis dahin antwortet der andere.</translation>
        </message>
        <message>
            <source>Knows {:,} of {:,} photos ({:,.1f} MB).</source>
            <translation>Kennt {:,} von {:,} Fotos ({:,.1f} MB).</translation>
        </message>
        <message>
            <source>Progress of {}</source>
            <translation>Fortschritt von {}</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Entfernen…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stopp</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Verwenden</translation>
        </message>
        <message>
            <source>Use now</source>
            <translation>Sofort verwenden</translation>
        </message>
        <message>
            <source>added by you</source>
            <translation>von Ihnen hinzugefügt</translation>
        </message>
        <message>
            <source>answers</source>
            <translation>antwortet</translation>
        </message>
        <message>
            <source>broken</source>
            <translation>beschädigt</translation>
        </message>
        <message>
            <source>built in</source>
            <translation>eingebaut</translation>
        </message>
        <message>
            <source>downloaded</source>
            <translation>heruntergeladen</translation>
        </message>
        <message>
            <source>many languages</source>
            <translation>viele Sprachen</translation>
        </message>
        <message>
            <source>not downloaded</source>
            <translation>nicht heruntergeladen</translation>
        </message>
        <message>
            <source>removed</source>
            <translation>entfernt</translation>
        </message>
        <message>
            <source>takes over soon</source>
            <translation>übernimmt bald</translation>
        </message>
        <message>
            <source>{:,.0f} MB have arrived already.</source>
            <translation>{:,.0f} MB sind schon da.</translation>
        </message>
        <message>
            <source>{:,.0f} of {:,.0f} MB{}{}</source>
            <translation>{:,.0f} von {:,.0f} MB{}{}</translation>
        </message>
        <message>
            <source>{:,.1f} MB of them are from earlier weights.</source>
            <translation>{:,.1f} MB davon stammen von früheren Gewichten.</translation>
        </message>
        <message>
            <source>{:,} dimensions</source>
            <translation>{:,} Dimensionen</translation>
        </message>
    </context>
    <context>
        <name>ModelsPanel</name>
        <message>
            <source>Add a folder with a model</source>
            <translation>Einen Ordner mit einem Modell hinzufügen</translation>
        </message>
        <message>
            <source>Add a folder with a model…</source>
            <translation>Einen Ordner mit einem Modell hinzufügen…</translation>
        </message>
        <message>
            <source>Asking the engine…</source>
            <translation>Die Suchmaschine wird gefragt…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Remove the embeddings of {}?</source>
            <translation>Die Vektoren von {} entfernen?</translation>
        </message>
        <message>
            <source>Remove {} from this computer?</source>
            <translation>{} von diesem Computer entfernen?</translation>
        </message>
        <message>
            <source>{:,.0f} MB are free.</source>
            <translation>{:,.0f} MB sind frei.</translation>
        </message>
        <message>
            <source>{:,.0f} MB become free. Your tags and what you decided stay.</source>
            <translation>{:,.0f} MB werden frei. Ihre Schlagwörter und was Sie entschieden haben bleiben.</translation>
        </message>
        <message>
            <source>{:,.1f} MB become free. Photos have to be embedded again before it can be used.</source>
            <translation>{:,.1f} MB werden frei. Bevor er wieder verwendet werden kann, müssen die Fotos neu eingelesen werden.</translation>
        </message>
    </context>
    <context>
        <name>Navigator</name>
        <message>
            <source>Similar to {}</source>
            <translation>Ähnlich wie {}</translation>
        </message>
        <message>
            <source>this photo</source>
            <translation>dieses Foto</translation>
        </message>
    </context>
    <context>
        <name>OfferPopup</name>
        <message>
            <source>-word: less like this    "two words": one phrase    Tab: complete</source>
            <translation>-Wort: weniger davon    "zwei Wörter": eine Wendung    Tab: vervollständigen</translation>
        </message>
        <message>
            <source>Completions</source>
            <translation>Vervollständigungen</translation>
        </message>
    </context>
    <context>
        <name>Pane</name>
        <message>
            <source>Compare without this photo</source>
            <translation>Ohne dieses Foto vergleichen</translation>
        </message>
    </context>
    <context>
        <name>Personal</name>
        <message>
            <source>Another encoder is in use now. It can learn your words anew in seconds.</source>
            <translation>Jetzt wird ein anderer Encoder verwendet. Er kann Ihre Wörter in Sekunden neu lernen.</translation>
        </message>
        <message>
            <source>Personalize</source>
            <translation>Personalisieren</translation>
        </message>
        <message>
            <source>Show the report</source>
            <translation>Den Bericht zeigen</translation>
        </message>
        <message>
            <source>Since the last personalizing you rejected clearly more suggestions than before, so {now}.</source>
            <translation>Seit dem letzten Personalisieren haben Sie deutlich mehr Vorschläge abgelehnt als zuvor, darum: {now}.</translation>
        </message>
        <message>
            <source>Use it all the same</source>
            <translation>Trotzdem verwenden</translation>
        </message>
        <message>
            <source>searches are as they were before personalizing</source>
            <translation>Suchen sind wie vor dem Personalisieren</translation>
        </message>
        <message>
            <source>the version before is in use again</source>
            <translation>die Fassung davor ist wieder in Gebrauch</translation>
        </message>
        <message>
            <source>{count} new answers: photoclip can learn your words from them now.</source>
            <translation>{count} neue Antworten: photoclip kann jetzt Ihre Wörter daraus lernen.</translation>
        </message>
    </context>
    <context>
        <name>PersonalPage</name>
        <message>
            <source> and from {count} captions of yours</source>
            <translation> und aus {count} Bildtexten von Ihnen</translation>
        </message>
        <message>
            <source>; {count} answers are new since it last did</source>
            <translation>; {count} Antworten sind seit dem letzten Mal neu</translation>
        </message>
        <message>
            <source>Another encoder is in use since you last personalized. What was learnt for the other one stays with it; for this one it has to be learnt anew, in seconds.</source>
            <translation>Seit dem letzten Personalisieren wird ein anderer Encoder verwendet. Was für den anderen gelernt wurde, bleibt bei ihm; für diesen muss es in Sekunden neu gelernt werden.</translation>
        </message>
        <message>
            <source>It will learn from {answers} answers about one tag</source>
            <translation>Gelernt wird aus {answers} Antworten zu einem Schlagwort</translation>
        </message>
        <message>
            <source>It will learn from {answers} answers about {tags} tags</source>
            <translation>Gelernt wird aus {answers} Antworten zu {tags} Schlagwörtern</translation>
        </message>
        <message>
            <source>Learns on this machine, in seconds. It is kept only if photos held out from learning are found better, and you can go back at once.</source>
            <translation>Lernt auf diesem Computer, in Sekunden. Es bleibt nur, wenn zurückgehaltene Fotos besser gefunden werden, und Sie können sofort zurück.</translation>
        </message>
        <message>
            <source>Not enough yet: {names}.</source>
            <translation>Noch nicht genug: {names}.</translation>
        </message>
        <message>
            <source>Personalize</source>
            <translation>Personalisieren</translation>
        </message>
        <message>
            <source>Personalize again</source>
            <translation>Erneut personalisieren</translation>
        </message>
        <message>
            <source>Personalize now</source>
            <translation>Jetzt personalisieren</translation>
        </message>
        <message>
            <source>Personalized {when}</source>
            <translation>Personalisiert am {when}</translation>
        </message>
        <message>
            <source>The engine is not running; learning has to wait until it is back.</source>
            <translation>Die Suchmaschine läuft nicht; das Lernen muss warten, bis sie wieder da ist.</translation>
        </message>
        <message>
            <source>Too few answers to prove that it helps: {count} more for “{tag}” would do. Until then you are asked whether to keep what it learns.</source>
            <translation>Zu wenige Antworten, um zu beweisen, dass es hilft: {count} mehr zu „{tag}“ würden genügen. Bis dahin werden Sie gefragt, ob das Gelernte bleiben soll.</translation>
        </message>
        <message>
            <source>Use none of them</source>
            <translation>Keine davon verwenden</translation>
        </message>
        <message>
            <source>VERSIONS</source>
            <translation>FASSUNGEN</translation>
        </message>
        <message>
            <source>You can go on working. Whatever was in use stays in use until the end.</source>
            <translation>Sie können weiterarbeiten. Was in Gebrauch war, bleibt es bis zum Ende.</translation>
        </message>
        <message>
            <source>photoclip can learn your own words: the name of a dog, a house, a kind of photo. Select some photos, press Ctrl+T and type the word; four photos of a word are enough to begin with, ten are better. Or take over the keywords that your photos have already: File, Import keywords.</source>
            <translation>photoclip kann Ihre eigenen Wörter lernen: den Namen eines Hundes, ein Haus, eine Art von Foto. Wählen Sie einige Fotos aus, drücken Sie Strg+T und geben Sie das Wort ein; vier Fotos eines Wortes genügen für den Anfang, zehn sind besser. Oder übernehmen Sie die Stichwörter, die Ihre Fotos schon haben: Datei, Stichwörter importieren.</translation>
        </message>
        <message>
            <source>{count} more for “{tag}”</source>
            <translation>noch {count} zu „{tag}“</translation>
        </message>
    </context>
    <context>
        <name>PhotoCanvas</name>
        <message>
            <source>Photo</source>
            <translation>Foto</translation>
        </message>
    </context>
    <context>
        <name>PhotoCommands</name>
        <message>
            <source>Put into an album</source>
            <translation>In ein Album legen</translation>
        </message>
        <message>
            <source>The name of the album, a new one or one of yours, for {}:</source>
            <translation>Der Name des Albums, ein neuer oder einer von Ihren, für {}:</translation>
        </message>
    </context>
    <context>
        <name>PhotoGrid</name>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
    </context>
    <context>
        <name>PhotoModel</name>
        <message>
            <source>Found by {reasons}</source>
            <translation>Gefunden durch {reasons}</translation>
        </message>
        <message>
            <source>The file is gone since this was last looked at.</source>
            <translation>Die Datei ist weg, seit zuletzt nachgesehen wurde.</translation>
        </message>
        <message>
            <source>{count} photos that look alike</source>
            <translation>{count} Fotos, die gleich aussehen</translation>
        </message>
    </context>
    <context>
        <name>Picture</name>
        <message>
            <source>Double click: open with its program</source>
            <translation>Doppelklick: mit seinem Programm öffnen</translation>
        </message>
    </context>
    <context>
        <name>PieceCard</name>
        <message>
            <source>Go on</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Angehalten</translation>
        </message>
        <message>
            <source>Running</source>
            <translation>Läuft</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stopp</translation>
        </message>
        <message>
            <source>for {}</source>
            <translation>seit {}</translation>
        </message>
    </context>
    <context>
        <name>Place</name>
        <message>
            <source>Activity</source>
            <translation>Aktivität</translation>
        </message>
        <message>
            <source>Albums</source>
            <translation>Alben</translation>
        </message>
        <message>
            <source>All photos</source>
            <translation>Alle Fotos</translation>
        </message>
        <message>
            <source>Duplicates</source>
            <translation>Duplikate</translation>
        </message>
        <message>
            <source>Favourites</source>
            <translation>Favoriten</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Fehlend</translation>
        </message>
        <message>
            <source>Needs attention</source>
            <translation>Zu beachten</translation>
        </message>
        <message>
            <source>Personalize</source>
            <translation>Personalisieren</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Orte</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>Probleme</translation>
        </message>
        <message>
            <source>Recently added</source>
            <translation>Zuletzt hinzugefügt</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Prüfen</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Schlagwörter</translation>
        </message>
        <message>
            <source>Tools</source>
            <translation>Werkzeuge</translation>
        </message>
    </context>
    <context>
        <name>PlaceMenu</name>
        <message>
            <source>Delete this album</source>
            <translation>Dieses Album löschen</translation>
        </message>
        <message>
            <source>Delete this tag</source>
            <translation>Dieses Schlagwort löschen</translation>
        </message>
        <message>
            <source>Take this folder out of the library</source>
            <translation>Diesen Ordner aus der Bibliothek nehmen</translation>
        </message>
    </context>
    <context>
        <name>PlacesPage</name>
        <message>
            <source>All photos</source>
            <translation>Alle Fotos</translation>
        </message>
        <message>
            <source>Countries and towns</source>
            <translation>Länder und Orte</translation>
        </message>
        <message>
            <source>Farther</source>
            <translation>Weiter weg</translation>
        </message>
        <message>
            <source>Nearer</source>
            <translation>Näher</translation>
        </message>
        <message>
            <source>No photo says where it was taken</source>
            <translation>Kein Foto sagt, wo es aufgenommen wurde</translation>
        </message>
        <message>
            <source>Phones and some cameras write the position into their photos. Such photos appear here on a map that needs no connection.</source>
            <translation>Telefone und manche Kameras schreiben die Position in ihre Fotos. Solche Fotos erscheinen hier auf einer Karte, die keine Verbindung braucht.</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Orte</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>Unbekannt</translation>
        </message>
        <message>
            <source>{} with a position</source>
            <translation>{} mit Position</translation>
        </message>
    </context>
    <context>
        <name>PlacesTour</name>
        <message>
            <source>Finding the names of the places…</source>
            <translation>Die Namen der Orte werden gesucht…</translation>
        </message>
    </context>
    <context>
        <name>PreferencesDialog</name>
        <message>
            <source>Preferences</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Abschnitte</translation>
        </message>
    </context>
    <context>
        <name>ProblemModel</name>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>What is wrong</source>
            <translation>Was nicht stimmt</translation>
        </message>
    </context>
    <context>
        <name>ProblemsPage</name>
        <message>
            <source> Try again</source>
            <translation> Erneut versuchen</translation>
        </message>
        <message>
            <source>Every file could be read.</source>
            <translation>Jede Datei konnte gelesen werden.</translation>
        </message>
        <message>
            <source>Files that could not be read</source>
            <translation>Dateien, die nicht gelesen werden konnten</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>Probleme</translation>
        </message>
        <message>
            <source>These files could not be read, so they cannot be shown or found. They were not changed. Double click shows one in its folder.</source>
            <translation>Diese Dateien konnten nicht gelesen werden und sind daher weder zu sehen noch zu finden. Sie wurden nicht verändert. Ein Doppelklick zeigt eine in ihrem Ordner.</translation>
        </message>
        <message>
            <source>Try to read these files again</source>
            <translation>Diese Dateien erneut lesen</translation>
        </message>
    </context>
    <context>
        <name>Progress</name>
        <message>
            <source>about {} left</source>
            <translation>noch etwa {}</translation>
        </message>
        <message>
            <source>{} of {}</source>
            <translation>{} von {}</translation>
        </message>
        <message>
            <source>{} per second</source>
            <translation>{} pro Sekunde</translation>
        </message>
    </context>
    <context>
        <name>ProgressStrip</name>
        <message>
            <source>Go on reading photos</source>
            <translation>Einlesen fortsetzen</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Pause reading photos</source>
            <translation>Einlesen anhalten</translation>
        </message>
        <message>
            <source>Paused. {}</source>
            <translation>Angehalten. {}</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
    </context>
    <context>
        <name>ReportView</name>
        <message>
            <source>Better</source>
            <translation>Besser</translation>
        </message>
        <message>
            <source>Better, and in use</source>
            <translation>Besser und in Gebrauch</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>How well photos held out from learning are found, before ○, after ●; 1 is perfect</source>
            <translation>Wie gut zurückgehaltene Fotos gefunden werden, vorher ○, nachher ●; 1 ist vollkommen</translation>
        </message>
        <message>
            <source>It cannot be proven yet</source>
            <translation>Es lässt sich noch nicht beweisen</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <source>Keep anyway</source>
            <translation>Trotzdem behalten</translation>
        </message>
        <message>
            <source>Kept without proof</source>
            <translation>Ohne Beweis behalten</translation>
        </message>
        <message>
            <source>Not better, so nothing was changed</source>
            <translation>Nicht besser, darum wurde nichts geändert</translation>
        </message>
        <message>
            <source>Not enough yet</source>
            <translation>Noch nicht genug</translation>
        </message>
        <message>
            <source>On average over the tags: {before} before, {after} after.</source>
            <translation>Im Mittel über die Schlagwörter: {before} vorher, {after} nachher.</translation>
        </message>
        <message>
            <source>Other searches keep {share} of their first photos.</source>
            <translation>Andere Suchen behalten {share} ihrer ersten Fotos.</translation>
        </message>
        <message>
            <source>Revert</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>The best of what was tried: {tried}, against {before} before.</source>
            <translation>Das Beste von dem, was versucht wurde: {tried}, gegenüber {before} vorher.</translation>
        </message>
        <message>
            <source>{count} answers, {seconds} seconds.</source>
            <translation>{count} Antworten, {seconds} Sekunden.</translation>
        </message>
    </context>
    <context>
        <name>Results</name>
        <message>
            <source>An album that always shows what answers “{text}”. Its name:</source>
            <translation>Ein Album, das immer zeigt, was auf „{text}“ antwortet. Sein Name:</translation>
        </message>
        <message>
            <source>Keep as a tag</source>
            <translation>Als Schlagwort behalten</translation>
        </message>
        <message>
            <source>Save this search</source>
            <translation>Diese Suche speichern</translation>
        </message>
        <message>
            <source>Search for something first, then save the search.</source>
            <translation>Suchen Sie zuerst etwas, dann speichern Sie die Suche.</translation>
        </message>
        <message>
            <source>The tag is confirmed for {more} and rejected for {less}, which teaches the machine. Its name:</source>
            <translation>Das Schlagwort wird für {more} bestätigt und für {less} abgelehnt, was die Maschine lehrt. Sein Name:</translation>
        </message>
    </context>
    <context>
        <name>ReviewPage</name>
        <message>
            <source>Click away the photos that “{tag}” does not fit, then confirm the rest.</source>
            <translation>Klicken Sie die Fotos weg, zu denen „{tag}“ nicht passt, und bestätigen Sie dann den Rest.</translation>
        </message>
        <message>
            <source>Confirm {yes}</source>
            <translation>{yes} bestätigen</translation>
        </message>
        <message>
            <source>Confirm {yes}, reject {no}</source>
            <translation>{yes} bestätigen, {no} ablehnen</translation>
        </message>
        <message>
            <source>Full screen (F11)</source>
            <translation>Vollbild (F11)</translation>
        </message>
        <message>
            <source>Many at once</source>
            <translation>Viele auf einmal</translation>
        </message>
        <message>
            <source>None of these</source>
            <translation>Keines davon</translation>
        </message>
        <message>
            <source>None of these fits</source>
            <translation>Keines davon passt</translation>
        </message>
        <message>
            <source>One by one</source>
            <translation>Eins nach dem anderen</translation>
        </message>
        <message>
            <source>Reject {no}</source>
            <translation>{no} ablehnen</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Prüfen</translation>
        </message>
        <message>
            <source>Skip these</source>
            <translation>Diese überspringen</translation>
        </message>
        <message>
            <source>The most certain first: click away the wrong ones</source>
            <translation>Die sichersten zuerst: die falschen wegklicken</translation>
        </message>
        <message>
            <source>The most uncertain first: each answer teaches most</source>
            <translation>Die unsichersten zuerst: jede Antwort lehrt am meisten</translation>
        </message>
        <message>
            <source>{count} left</source>
            <translation>noch {count}</translation>
        </message>
    </context>
    <context>
        <name>Runs</name>
        <message>
            <source>The engine stopped while it was learning; nothing changed.</source>
            <translation>Die Suchmaschine wurde während des Lernens beendet; nichts hat sich geändert.</translation>
        </message>
    </context>
    <context>
        <name>Scrubber</name>
        <message>
            <source>Scroll through time</source>
            <translation>Durch die Zeit blättern</translation>
        </message>
    </context>
    <context>
        <name>SearchBar</name>
        <message>
            <source>Describe a photo: dog on a beach, red car -people, tag:family …</source>
            <translation>Beschreiben Sie ein Foto: dog on a beach, red car -people, tag:family …</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Suche</translation>
        </message>
        <message>
            <source>Use what was probably meant</source>
            <translation>Das wohl Gemeinte verwenden</translation>
        </message>
        <message>
            <source>Use “{word}”  (Tab)</source>
            <translation>„{word}“ verwenden  (Tab)</translation>
        </message>
    </context>
    <context>
        <name>SearchPart</name>
        <message>
            <source>The picture cannot be kept: {}</source>
            <translation>Das Bild kann nicht aufbewahrt werden: {}</translation>
        </message>
        <message>
            <source>The picture cannot be used: {}</source>
            <translation>Das Bild kann nicht verwendet werden: {}</translation>
        </message>
    </context>
    <context>
        <name>SearchTools</name>
        <message>
            <source>A to Z</source>
            <translation>A bis Z</translation>
        </message>
        <message>
            <source>Best match first</source>
            <translation>Beste Treffer zuerst</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>Vergessen</translation>
        </message>
        <message>
            <source>Keep as a tag…</source>
            <translation>Als Schlagwort behalten…</translation>
        </message>
        <message>
            <source>Less like these</source>
            <translation>Weniger wie diese</translation>
        </message>
        <message>
            <source>More like these</source>
            <translation>Mehr wie diese</translation>
        </message>
        <message>
            <source>Newest first</source>
            <translation>Neueste zuerst</translation>
        </message>
        <message>
            <source>Oldest first</source>
            <translation>Älteste zuerst</translation>
        </message>
        <message>
            <source>Order of the results</source>
            <translation>Reihenfolge der Ergebnisse</translation>
        </message>
        <message>
            <source>Save as album…</source>
            <translation>Als Album speichern…</translation>
        </message>
        <message>
            <source>Z to A</source>
            <translation>Z bis A</translation>
        </message>
        <message>
            <source>less like {photos}</source>
            <translation>weniger wie {photos}</translation>
        </message>
        <message>
            <source>more like {photos}</source>
            <translation>mehr wie {photos}</translation>
        </message>
    </context>
    <context>
        <name>SensitiveSection</name>
        <message>
            <source>Blur sensitive photos</source>
            <translation>Heikle Fotos verwischen</translation>
        </message>
        <message>
            <source>Photos that not everybody should see are recognised on this computer, and shown blurred. What was recognised wrongly can be corrected for each photo.</source>
            <translation>Fotos, die nicht jeder sehen soll, werden auf diesem Computer erkannt und verwischt gezeigt. Was falsch erkannt wurde, lässt sich für jedes Foto berichtigen.</translation>
        </message>
        <message>
            <source>Searching for is:sensitive finds all of them.</source>
            <translation>Die Suche nach is:sensitive findet alle.</translation>
        </message>
        <message>
            <source>Sensitive photos</source>
            <translation>Heikle Fotos</translation>
        </message>
    </context>
    <context>
        <name>Sidebar</name>
        <message>
            <source>Drop photos here</source>
            <translation>Fotos hierher ziehen</translation>
        </message>
        <message>
            <source>Drop photos here to make an album of them</source>
            <translation>Fotos hierher ziehen, um daraus ein Album zu machen</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Orte</translation>
        </message>
        <message>
            <source>This folder cannot be seen now.</source>
            <translation>Dieser Ordner ist gerade nicht zu sehen.</translation>
        </message>
    </context>
    <context>
        <name>SimilarStrip</name>
        <message>
            <source>Similar photos</source>
            <translation>Ähnliche Fotos</translation>
        </message>
    </context>
    <context>
        <name>SingleView</name>
        <message>
            <source>Confirm</source>
            <translation>Bestätigen</translation>
        </message>
        <message>
            <source>Does “{tag}” fit {photo}?</source>
            <translation>Passt „{tag}“ zu {photo}?</translation>
        </message>
        <message>
            <source>How sure the machine is</source>
            <translation>Wie sicher die Maschine ist</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Überspringen</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Leertaste</translation>
        </message>
        <message>
            <source>Take back the last answer (Z)</source>
            <translation>Letzte Antwort zurücknehmen (Z)</translation>
        </message>
        <message>
            <source>{chance} sure</source>
            <translation>{chance} sicher</translation>
        </message>
        <message>
            <source>· confirmed</source>
            <translation>· bestätigt</translation>
        </message>
        <message>
            <source>· rejected</source>
            <translation>· abgelehnt</translation>
        </message>
    </context>
    <context>
        <name>StatesDialog</name>
        <message>
            <source>Automatic</source>
            <translation>Automatisch</translation>
        </message>
        <message>
            <source>Blurry</source>
            <translation>Unscharf</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Dokument</translation>
        </message>
        <message>
            <source>How it is</source>
            <translation>Wie es ist</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Nein</translation>
        </message>
        <message>
            <source>Receipt</source>
            <translation>Beleg</translation>
        </message>
        <message>
            <source>Screenshot</source>
            <translation>Bildschirmfoto</translation>
        </message>
        <message>
            <source>Sensitive</source>
            <translation>Heikel</translation>
        </message>
        <message>
            <source>What was recognised about {photos}. Your word outweighs the machine's, and stays.</source>
            <translation>Was über {photos} erkannt wurde. Ihr Wort wiegt mehr als das der Maschine und bleibt.</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Ja</translation>
        </message>
        <message>
            <source>no</source>
            <translation>nein</translation>
        </message>
        <message>
            <source>not looked at yet</source>
            <translation>noch nicht angesehen</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <source>{some} of {all}</source>
            <translation>{some} von {all}</translation>
        </message>
        <message>
            <source>…</source>
            <translation>…</translation>
        </message>
    </context>
    <context>
        <name>SuggestDialog</name>
        <message>
            <source> % sure</source>
            <translation> % sicher</translation>
        </message>
        <message>
            <source>Add a file…</source>
            <translation>Eine Datei hinzufügen…</translation>
        </message>
        <message>
            <source>Add a vocabulary file</source>
            <translation>Eine Wortliste hinzufügen</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Alle Dateien (*)</translation>
        </message>
        <message>
            <source>For which photos</source>
            <translation>Für welche Fotos</translation>
        </message>
        <message>
            <source>Further words</source>
            <translation>Weitere Wörter</translation>
        </message>
        <message>
            <source>How sure, in percent</source>
            <translation>Wie sicher, in Prozent</translation>
        </message>
        <message>
            <source>Look beforehand</source>
            <translation>Vorher ansehen</translation>
        </message>
        <message>
            <source>Such tags are kept apart from yours; a stricter setting takes them back, and so does Undo.</source>
            <translation>Solche Schlagwörter werden von Ihren getrennt gehalten; eine strengere Einstellung nimmt sie zurück, und Rückgängig auch.</translation>
        </message>
        <message>
            <source>Suggest tags</source>
            <translation>Schlagwörter vorschlagen</translation>
        </message>
        <message>
            <source>Tag at once what is nearly certain</source>
            <translation>Sofort vergeben, was fast sicher ist</translation>
        </message>
        <message>
            <source>Tag at once, without a review, what is at least</source>
            <translation>Sofort und ohne Prüfung vergeben, was mindestens</translation>
        </message>
        <message>
            <source>Take out</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Take the vocabulary file out</source>
            <translation>Die Wortliste herausnehmen</translation>
        </message>
        <message>
            <source>Text files (*.txt)</source>
            <translation>Textdateien (*.txt)</translation>
        </message>
        <message>
            <source>Text files with one tag a line can add words of your own field.</source>
            <translation>Textdateien mit einem Schlagwort je Zeile können Wörter Ihres Fachs hinzufügen.</translation>
        </message>
        <message>
            <source>The photos are compared with your tags and about a thousand common words. Nothing is tagged: you say yes or no in the review.</source>
            <translation>Die Fotos werden mit Ihren Schlagwörtern und etwa tausend häufigen Wörtern verglichen. Nichts wird vergeben: Sie sagen beim Prüfen ja oder nein.</translation>
        </message>
        <message>
            <source>Vocabulary files</source>
            <translation>Wortlisten</translation>
        </message>
    </context>
    <context>
        <name>SuggestedCaptions</name>
        <message>
            <source>The engine is not running; try again when it is back.</source>
            <translation>Die Suchmaschine läuft nicht; versuchen Sie es wieder, wenn sie da ist.</translation>
        </message>
        <message>
            <source>The photo could not be read.</source>
            <translation>Das Foto ließ sich nicht lesen.</translation>
        </message>
        <message>
            <source>This photo cannot be captioned now.</source>
            <translation>Für dieses Foto lässt sich jetzt kein Bildtext schreiben.</translation>
        </message>
    </context>
    <context>
        <name>SuggestionLine</name>
        <message>
            <source>“{tag}” does not fit (N)</source>
            <translation>„{tag}“ passt nicht (N)</translation>
        </message>
        <message>
            <source>“{tag}” fits (Y)</source>
            <translation>„{tag}“ passt (Y)</translation>
        </message>
    </context>
    <context>
        <name>SuggestionsSection</name>
        <message>
            <source>Confirmed</source>
            <translation>Bestätigt</translation>
        </message>
        <message>
            <source>Every tag has a threshold of its own: how far a photo must stand out from the others before the tag is suggested. It moves with your answers in the review.</source>
            <translation>Jedes Schlagwort hat seine eigene Schwelle: wie weit sich ein Foto von den anderen abheben muss, bevor es vorgeschlagen wird. Sie bewegt sich mit Ihren Antworten beim Prüfen.</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>Suggested</source>
            <translation>Vorgeschlagen</translation>
        </message>
        <message>
            <source>Suggestions</source>
            <translation>Vorschläge</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Schlagwort</translation>
        </message>
        <message>
            <source>Tags and their thresholds</source>
            <translation>Schlagwörter und ihre Schwellen</translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>Schwelle</translation>
        </message>
    </context>
    <context>
        <name>TagLine</name>
        <message>
            <source>Add a tag</source>
            <translation>Schlagwort hinzufügen</translation>
        </message>
    </context>
    <context>
        <name>TagTable</name>
        <message>
            <source>After</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>Before and after, tag by tag</source>
            <translation>Vorher und nachher, Schlagwort für Schlagwort</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Änderung</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Schlagwort</translation>
        </message>
        <message>
            <source>not tested</source>
            <translation>nicht geprüft</translation>
        </message>
    </context>
    <context>
        <name>TrashDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Move to the trash</source>
            <translation>In den Papierkorb</translation>
        </message>
        <message>
            <source>Move {} to the trash?</source>
            <translation>{} in den Papierkorb verschieben?</translation>
        </message>
        <message>
            <source>The files go to the trash of this computer, where you can restore them. Undo brings back tags, albums and ratings, but not the files themselves: restore those from the trash, and they are as they were.</source>
            <translation>Die Dateien kommen in den Papierkorb dieses Computers, aus dem Sie sie wiederherstellen können. Rückgängig bringt Schlagwörter, Alben und Bewertungen zurück, nicht aber die Dateien selbst: Stellen Sie diese aus dem Papierkorb wieder her, und alles ist wie zuvor.</translation>
        </message>
    </context>
    <context>
        <name>VeilCover</name>
        <message>
            <source>Show it</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <source>Show the sensitive photo</source>
            <translation>Das heikle Foto zeigen</translation>
        </message>
        <message>
            <source>This photo may be sensitive.</source>
            <translation>Dieses Foto könnte heikel sein.</translation>
        </message>
    </context>
    <context>
        <name>VersionTable</name>
        <message>
            <source>After</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <source>Answers</source>
            <translation>Antworten</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>In use</source>
            <translation>In Gebrauch</translation>
        </message>
        <message>
            <source>Learnt</source>
            <translation>Gelernt</translation>
        </message>
        <message>
            <source>Not better</source>
            <translation>Nicht besser</translation>
        </message>
        <message>
            <source>Not proven</source>
            <translation>Nicht bewiesen</translation>
        </message>
        <message>
            <source>Too little</source>
            <translation>Zu wenig</translation>
        </message>
        <message>
            <source>Use it</source>
            <translation>Verwenden</translation>
        </message>
        <message>
            <source>Use the version of {when}</source>
            <translation>Die Fassung vom {when} verwenden</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>Fassungen</translation>
        </message>
    </context>
    <context>
        <name>ViewCommands</name>
        <message>
            <source>Colours: {}</source>
            <translation>Farben: {}</translation>
        </message>
        <message>
            <source>as the system</source>
            <translation>wie das System</translation>
        </message>
        <message>
            <source>dark</source>
            <translation>dunkel</translation>
        </message>
        <message>
            <source>light</source>
            <translation>hell</translation>
        </message>
    </context>
    <context>
        <name>Viewer</name>
        <message>
            <source>Actual size</source>
            <translation>Originalgröße</translation>
        </message>
        <message>
            <source>Back to the photos</source>
            <translation>Zurück zu den Fotos</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>Einpassen</translation>
        </message>
        <message>
            <source>Loading…</source>
            <translation>Wird geladen…</translation>
        </message>
        <message>
            <source>Next photo</source>
            <translation>Nächstes Foto</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>Foto</translation>
        </message>
        <message>
            <source>Photo {}</source>
            <translation>Foto {}</translation>
        </message>
        <message>
            <source>Previous photo</source>
            <translation>Voriges Foto</translation>
        </message>
        <message>
            <source>The original cannot be read now.</source>
            <translation>Das Original kann gerade nicht gelesen werden.</translation>
        </message>
        <message>
            <source>This photo cannot be shown now: its file cannot be read.</source>
            <translation>Dieses Foto kann gerade nicht gezeigt werden: Die Datei ist nicht lesbar.</translation>
        </message>
        <message>
            <source>{} of {}</source>
            <translation>{} von {}</translation>
        </message>
    </context>
    <context>
        <name>WelcomePage</name>
        <message>
            <source> Choose a folder of photos…</source>
            <translation> Einen Ordner mit Fotos wählen…</translation>
        </message>
        <message>
            <source>A folder of three dozen photos that came with photoclip</source>
            <translation>Ein Ordner mit drei Dutzend Fotos, die mit photoclip kamen</translation>
        </message>
        <message>
            <source>Choose a folder of photos</source>
            <translation>Einen Ordner mit Fotos wählen</translation>
        </message>
        <message>
            <source>Everything stays on this computer. Your photos are opened only for reading, never moved, never changed.</source>
            <translation>Alles bleibt auf diesem Computer. Ihre Fotos werden nur zum Lesen geöffnet, nie verschoben, nie verändert.</translation>
        </message>
        <message>
            <source>Find any photo by describing it</source>
            <translation>Finden Sie jedes Foto, indem Sie es beschreiben</translation>
        </message>
        <message>
            <source>Show photoclip where your photos are. It reads them where they lie, then you can search with your own words: a dog on a beach, red car at night, birthday cake.</source>
            <translation>Zeigen Sie photoclip, wo Ihre Fotos sind. Es liest sie dort, wo sie liegen; dann können Sie mit eigenen Worten suchen: a dog on a beach, red car at night, birthday cake.</translation>
        </message>
        <message>
            <source>Try it with sample photos</source>
            <translation>Mit Beispielfotos ausprobieren</translation>
        </message>
        <message>
            <source>or drop folders anywhere on this window</source>
            <translation>oder ziehen Sie Ordner irgendwo auf dieses Fenster</translation>
        </message>
    </context>
    <context>
        <name>WordList</name>
        <message>
            <source>All words</source>
            <translation>Alle Wörter</translation>
        </message>
        <message>
            <source>Words that are suggested</source>
            <translation>Wörter, die vorgeschlagen werden</translation>
        </message>
    </context>
    <context>
        <name>WorkStrip</name>
        <message>
            <source>Progress of suggesting tags</source>
            <translation>Fortschritt der Vorschläge</translation>
        </message>
        <message>
            <source>Stop suggesting tags</source>
            <translation>Keine Schlagwörter mehr vorschlagen</translation>
        </message>
    </context>
    <context>
        <name>WrittenCaption</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Generated by “{writer}”</source>
            <translation>Erzeugt von „{writer}“</translation>
        </message>
        <message>
            <source>Leave this caption</source>
            <translation>Diesen Bildtext nicht übernehmen</translation>
        </message>
        <message>
            <source>Let the encoder write one (K)</source>
            <translation>Den Encoder einen schreiben lassen (K)</translation>
        </message>
        <message>
            <source>Suggest a caption</source>
            <translation>Bildtext vorschlagen</translation>
        </message>
        <message>
            <source>Take this caption (Shift+K)</source>
            <translation>Diesen Bildtext übernehmen (Umschalt+K)</translation>
        </message>
        <message>
            <source>Write no caption</source>
            <translation>Keinen Bildtext schreiben</translation>
        </message>
        <message>
            <source>Writing a caption…</source>
            <translation>Bildtext wird geschrieben …</translation>
        </message>
    </context>
    <context>
        <name>_Message</name>
        <message>
            <source>All done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Another encoder answers now, and suggestions are each encoder's own. Let tags be suggested again: what you answered counts as before.</source>
            <translation>Jetzt antwortet ein anderer Encoder, und jeder hat seine eigenen Vorschläge. Lassen Sie noch einmal Schlagwörter vorschlagen: Was Sie geantwortet haben, zählt wie zuvor.</translation>
        </message>
        <message>
            <source>Every answer makes the next suggestions of that word better.</source>
            <translation>Jede Antwort macht die nächsten Vorschläge dieses Wortes besser.</translation>
        </message>
        <message>
            <source>Learn your words from what you answered</source>
            <translation>Ihre Wörter aus Ihren Antworten lernen</translation>
        </message>
        <message>
            <source>Let tags be suggested for an album, a folder, a search or all photos. Here you then say yes or no; nothing is tagged before that.</source>
            <translation>Lassen Sie Schlagwörter für ein Album, einen Ordner, eine Suche oder alle Fotos vorschlagen. Hier sagen Sie dann ja oder nein; vorher wird nichts vergeben.</translation>
        </message>
        <message>
            <source>Look at the skipped ones again</source>
            <translation>Die übersprungenen noch einmal ansehen</translation>
        </message>
        <message>
            <source>Looking for suggestions…</source>
            <translation>Vorschläge werden gesucht…</translation>
        </message>
        <message>
            <source>Nothing waits for you</source>
            <translation>Nichts wartet auf Sie</translation>
        </message>
        <message>
            <source>Personalize</source>
            <translation>Personalisieren</translation>
        </message>
        <message>
            <source>Personalize: learn from the answers</source>
            <translation>Personalisieren: aus den Antworten lernen</translation>
        </message>
        <message>
            <source>Suggest tags</source>
            <translation>Schlagwörter vorschlagen</translation>
        </message>
        <message>
            <source>Suggest tags…</source>
            <translation>Schlagwörter vorschlagen…</translation>
        </message>
        <message>
            <source>The new encoder has suggested nothing yet</source>
            <translation>Der neue Encoder hat noch nichts vorgeschlagen</translation>
        </message>
        <message>
            <source>The suggestions cannot be shown</source>
            <translation>Die Vorschläge können nicht gezeigt werden</translation>
        </message>
        <message>
            <source>You confirmed {yes} and rejected {no}.</source>
            <translation>Sie haben {yes} bestätigt und {no} abgelehnt.</translation>
        </message>
        <message>
            <source>{count} skipped are still open.</source>
            <translation>{count} übersprungene sind noch offen.</translation>
        </message>
    </context>
    <context>
        <name>_Running</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Cancel learning</source>
            <translation>Lernen abbrechen</translation>
        </message>
        <message>
            <source>Gathering what you answered…</source>
            <translation>Ihre Antworten werden gesammelt…</translation>
        </message>
        <message>
            <source>How far learning is</source>
            <translation>Wie weit das Lernen ist</translation>
        </message>
        <message>
            <source>Learning from everything…</source>
            <translation>Aus allem wird gelernt…</translation>
        </message>
        <message>
            <source>Looking whether it helps words that it never saw…</source>
            <translation>Es wird geprüft, ob es Wörtern hilft, die nie gesehen wurden…</translation>
        </message>
        <message>
            <source>Making sure that it is not mere chance…</source>
            <translation>Es wird sichergestellt, dass es kein bloßer Zufall ist…</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Wird angehalten…</translation>
        </message>
        <message>
            <source>Testing it on photos held out from learning…</source>
            <translation>Es wird an zurückgehaltenen Fotos geprüft…</translation>
        </message>
    </context>
    <context>
        <name>completion</name>
        <message>
            <source>A to Z</source>
            <translation>A bis Z</translation>
        </message>
        <message>
            <source>a folder and everything below it</source>
            <translation>ein Ordner und alles darunter</translation>
        </message>
        <message>
            <source>a photo file to look like</source>
            <translation>eine Fotodatei, der es ähneln soll</translation>
        </message>
        <message>
            <source>a place, as in near:51.5,-0.1~5km</source>
            <translation>ein Ort, wie near:51.5,-0.1~5km</translation>
        </message>
        <message>
            <source>a state, as in is:favourite</source>
            <translation>ein Zustand, wie is:favourite</translation>
        </message>
        <message>
            <source>aperture, as in aperture:&lt;=2.8</source>
            <translation>Blende, wie aperture:&lt;=2.8</translation>
        </message>
        <message>
            <source>best match first</source>
            <translation>beste Treffer zuerst</translation>
        </message>
        <message>
            <source>bills and receipts</source>
            <translation>Rechnungen und Belege</translation>
        </message>
        <message>
            <source>file names, as in name:IMG_2*</source>
            <translation>Dateinamen, wie name:IMG_2*</translation>
        </message>
        <message>
            <source>file types, as in ext:heic</source>
            <translation>Dateitypen, wie ext:heic</translation>
        </message>
        <message>
            <source>files that are gone</source>
            <translation>Dateien, die weg sind</translation>
        </message>
        <message>
            <source>files that cannot be read</source>
            <translation>Dateien, die nicht lesbar sind</translation>
        </message>
        <message>
            <source>flagged as rejected</source>
            <translation>als abgelehnt markiert</translation>
        </message>
        <message>
            <source>focal length in mm, as in focal:24..70</source>
            <translation>Brennweite in mm, wie focal:24..70</translation>
        </message>
        <message>
            <source>hidden behind a blur</source>
            <translation>hinter einem Schleier verborgen</translation>
        </message>
        <message>
            <source>moving pictures</source>
            <translation>bewegte Bilder</translation>
        </message>
        <message>
            <source>newest first</source>
            <translation>neueste zuerst</translation>
        </message>
        <message>
            <source>not sharp</source>
            <translation>nicht scharf</translation>
        </message>
        <message>
            <source>papers and text</source>
            <translation>Papiere und Texte</translation>
        </message>
        <message>
            <source>photos of an album</source>
            <translation>Fotos eines Albums</translation>
        </message>
        <message>
            <source>photos that have a tag</source>
            <translation>Fotos mit einem Schlagwort</translation>
        </message>
        <message>
            <source>photos with a short video</source>
            <translation>Fotos mit einem kurzen Video</translation>
        </message>
        <message>
            <source>pictures of a screen</source>
            <translation>Bilder eines Bildschirms</translation>
        </message>
        <message>
            <source>pixels across, as in width:&gt;=4000</source>
            <translation>Pixel in der Breite, wie width:&gt;=4000</translation>
        </message>
        <message>
            <source>pixels down, as in height:&gt;=3000</source>
            <translation>Pixel in der Höhe, wie height:&gt;=3000</translation>
        </message>
        <message>
            <source>searched before</source>
            <translation>früher gesucht</translation>
        </message>
        <message>
            <source>sensitivity, as in iso:&gt;=1600</source>
            <translation>Empfindlichkeit, wie iso:&gt;=1600</translation>
        </message>
        <message>
            <source>taken after, as in after:2019-06-30</source>
            <translation>danach aufgenommen, wie after:2019-06-30</translation>
        </message>
        <message>
            <source>taken before, as in before:2020</source>
            <translation>davor aufgenommen, wie before:2020</translation>
        </message>
        <message>
            <source>the camera's own format</source>
            <translation>das Format der Kamera selbst</translation>
        </message>
        <message>
            <source>the camera, as in camera:fuji</source>
            <translation>die Kamera, wie camera:fuji</translation>
        </message>
        <message>
            <source>the lens, as in lens:35mm</source>
            <translation>das Objektiv, wie lens:35mm</translation>
        </message>
        <message>
            <source>the order, as in sort:date</source>
            <translation>die Reihenfolge, wie sort:date</translation>
        </message>
        <message>
            <source>when it came into the library, as in added:7d</source>
            <translation>wann es in die Bibliothek kam, wie added:7d</translation>
        </message>
        <message>
            <source>when it was taken, as in date:2021-05</source>
            <translation>wann es aufgenommen wurde, wie date:2021-05</translation>
        </message>
        <message>
            <source>with a place</source>
            <translation>mit einem Ort</translation>
        </message>
        <message>
            <source>without any tag</source>
            <translation>ohne Schlagwort</translation>
        </message>
        <message>
            <source>your favourites</source>
            <translation>Ihre Favoriten</translation>
        </message>
        <message>
            <source>your stars, as in rating:&gt;=3</source>
            <translation>Ihre Sterne, wie rating:&gt;=3</translation>
        </message>
    </context>
</TS>
