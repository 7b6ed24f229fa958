<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
    <context>
        <name>Actions</name>
        <message>
            <source>&amp;Actual size</source>
            <translation>Tamaño &amp;real</translation>
        </message>
        <message>
            <source>&amp;Add a folder…</source>
            <translation>&amp;Añadir una carpeta…</translation>
        </message>
        <message>
            <source>&amp;All photos</source>
            <translation>&amp;Todas las fotos</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Atrás</translation>
        </message>
        <message>
            <source>&amp;Close the photo</source>
            <translation>&amp;Cerrar la foto</translation>
        </message>
        <message>
            <source>&amp;Compare</source>
            <translation>&amp;Comparar</translation>
        </message>
        <message>
            <source>&amp;Confirm</source>
            <translation>&amp;Confirmar</translation>
        </message>
        <message>
            <source>&amp;Details</source>
            <translation>&amp;Detalles</translation>
        </message>
        <message>
            <source>&amp;Duplicates</source>
            <translation>&amp;Duplicados</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>&amp;Editar</translation>
        </message>
        <message>
            <source>&amp;Export what you decided…</source>
            <translation>&amp;Exportar lo decidido…</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Archivo</translation>
        </message>
        <message>
            <source>&amp;Find…</source>
            <translation>&amp;Buscar…</translation>
        </message>
        <message>
            <source>&amp;First photo</source>
            <translation>&amp;Primera foto</translation>
        </message>
        <message>
            <source>&amp;Flag</source>
            <translation>&amp;Marca</translation>
        </message>
        <message>
            <source>&amp;Full screen</source>
            <translation>Pantalla &amp;completa</translation>
        </message>
        <message>
            <source>&amp;Go</source>
            <translation>&amp;Ir</translation>
        </message>
        <message>
            <source>&amp;Grid</source>
            <translation>&amp;Cuadrícula</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>A&amp;yuda</translation>
        </message>
        <message>
            <source>&amp;Import what was decided…</source>
            <translation>&amp;Importar lo decidido…</translation>
        </message>
        <message>
            <source>&amp;Keys</source>
            <translation>&amp;Teclas</translation>
        </message>
        <message>
            <source>&amp;Larger</source>
            <translation>&amp;Más grande</translation>
        </message>
        <message>
            <source>&amp;Last photo</source>
            <translation>Ú&amp;ltima foto</translation>
        </message>
        <message>
            <source>&amp;Look for new photos</source>
            <translation>Buscar fotos &amp;nuevas</translation>
        </message>
        <message>
            <source>&amp;Many at once, or one by one</source>
            <translation>&amp;Muchas a la vez o una a una</translation>
        </message>
        <message>
            <source>&amp;Move to the trash…</source>
            <translation>&amp;Mover a la papelera…</translation>
        </message>
        <message>
            <source>&amp;Next photo</source>
            <translation>Foto &amp;siguiente</translation>
        </message>
        <message>
            <source>&amp;Next suggestion</source>
            <translation>Sugerencia &amp;siguiente</translation>
        </message>
        <message>
            <source>&amp;No flag</source>
            <translation>&amp;Sin marca</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>A&amp;brir</translation>
        </message>
        <message>
            <source>&amp;Pause reading photos</source>
            <translation>&amp;Pausar la lectura de fotos</translation>
        </message>
        <message>
            <source>&amp;Photo</source>
            <translation>&amp;Foto</translation>
        </message>
        <message>
            <source>&amp;Pick as a favourite</source>
            <translation>Elegir como &amp;favorita</translation>
        </message>
        <message>
            <source>&amp;Previous photo</source>
            <translation>Foto &amp;anterior</translation>
        </message>
        <message>
            <source>&amp;Previous suggestion</source>
            <translation>Sugerencia &amp;anterior</translation>
        </message>
        <message>
            <source>&amp;Quick preview</source>
            <translation>&amp;Vista rápida</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Salir</translation>
        </message>
        <message>
            <source>&amp;Rating</source>
            <translation>&amp;Valoración</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>&amp;Rehacer</translation>
        </message>
        <message>
            <source>&amp;Reject</source>
            <translation>&amp;Rechazar</translation>
        </message>
        <message>
            <source>&amp;Review</source>
            <translation>&amp;Revisar</translation>
        </message>
        <message>
            <source>&amp;Save this search as an album…</source>
            <translation>&amp;Guardar esta búsqueda como álbum…</translation>
        </message>
        <message>
            <source>&amp;Skip</source>
            <translation>&amp;Omitir</translation>
        </message>
        <message>
            <source>&amp;Smaller</source>
            <translation>Más &amp;pequeño</translation>
        </message>
        <message>
            <source>&amp;Tag…</source>
            <translation>&amp;Etiqueta…</translation>
        </message>
        <message>
            <source>&amp;Take back the last answer</source>
            <translation>&amp;Retirar la última respuesta</translation>
        </message>
        <message>
            <source>&amp;Take the last sidecars back…</source>
            <translation>Re&amp;tirar los últimos archivos XMP…</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Deshacer</translation>
        </message>
        <message>
            <source>&amp;Usual size, or fit</source>
            <translation>Tamaño &amp;habitual o ajustar</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Ver</translation>
        </message>
        <message>
            <source>&amp;Weaker matches</source>
            <translation>Resultados más &amp;débiles</translation>
        </message>
        <message>
            <source>&amp;Write sidecars (XMP)…</source>
            <translation>&amp;Escribir archivos XMP…</translation>
        </message>
        <message>
            <source>Act&amp;ivity</source>
            <translation>Act&amp;ividad</translation>
        </message>
        <message>
            <source>Blur sensitive photos</source>
            <translation>Desenfocar fotos sensibles</translation>
        </message>
        <message>
            <source>Cop&amp;y the files</source>
            <translation>Cop&amp;iar los archivos</translation>
        </message>
        <message>
            <source>Correct how it is…</source>
            <translation>Corregir cómo es…</translation>
        </message>
        <message>
            <source>E&amp;xchange</source>
            <translation>I&amp;ntercambio</translation>
        </message>
        <message>
            <source>Facts &amp;over the photo</source>
            <translation>Datos s&amp;obre la foto</translation>
        </message>
        <message>
            <source>Fil&amp;mstrip</source>
            <translation>&amp;Tira de fotos</translation>
        </message>
        <message>
            <source>Find &amp;similar</source>
            <translation>Buscar &amp;similares</translation>
        </message>
        <message>
            <source>Fit or actual si&amp;ze</source>
            <translation>Ajustar o tamaño rea&amp;l</translation>
        </message>
        <message>
            <source>Histo&amp;gram</source>
            <translation>Histo&amp;grama</translation>
        </message>
        <message>
            <source>Import &amp;keywords…</source>
            <translation>Importar &amp;palabras clave…</translation>
        </message>
        <message>
            <source>Less like these</source>
            <translation>Menos como estas</translation>
        </message>
        <message>
            <source>Light or dar&amp;k</source>
            <translation>Claro u o&amp;scuro</translation>
        </message>
        <message>
            <source>More like these</source>
            <translation>Más como estas</translation>
        </message>
        <message>
            <source>No rating</source>
            <translation>Sin valoración</translation>
        </message>
        <message>
            <source>Open with its pro&amp;gram</source>
            <translation>Abrir con su pro&amp;grama</translation>
        </message>
        <message>
            <source>P&amp;roblems</source>
            <translation>P&amp;roblemas</translation>
        </message>
        <message>
            <source>Personali&amp;ze</source>
            <translation>Personali&amp;zar</translation>
        </message>
        <message>
            <source>Places on a &amp;map</source>
            <translation>Lugares en un &amp;mapa</translation>
        </message>
        <message>
            <source>Pr&amp;eferences…</source>
            <translation>Pr&amp;eferencias…</translation>
        </message>
        <message>
            <source>Put into an &amp;album…</source>
            <translation>Poner en un ál&amp;bum…</translation>
        </message>
        <message>
            <source>R&amp;otate</source>
            <translation>R&amp;otar</translation>
        </message>
        <message>
            <source>Re&amp;view suggestions</source>
            <translation>Re&amp;visar sugerencias</translation>
        </message>
        <message>
            <source>Rotate &amp;left</source>
            <translation>Rotar a la &amp;izquierda</translation>
        </message>
        <message>
            <source>Rotate &amp;right</source>
            <translation>Rotar a la &amp;derecha</translation>
        </message>
        <message>
            <source>S&amp;idebar</source>
            <translation>Barra la&amp;teral</translation>
        </message>
        <message>
            <source>S&amp;uggest tags…</source>
            <translation>S&amp;ugerir etiquetas…</translation>
        </message>
        <message>
            <source>Search with it</source>
            <translation>Buscar con ella</translation>
        </message>
        <message>
            <source>Select &amp;all</source>
            <translation>Seleccionar &amp;todo</translation>
        </message>
        <message>
            <source>Select &amp;none</source>
            <translation>No seleccionar &amp;nada</translation>
        </message>
        <message>
            <source>Show in its fol&amp;der</source>
            <translation>Mostrar en su car&amp;peta</translation>
        </message>
        <message>
            <source>Slid&amp;eshow</source>
            <translation>Pr&amp;esentación</translation>
        </message>
        <message>
            <source>Suggest a caption</source>
            <translation>Sugerir un texto</translation>
        </message>
        <message>
            <source>Take out of the &amp;library</source>
            <translation>Quitar de la &amp;biblioteca</translation>
        </message>
        <message>
            <source>Take the suggested caption</source>
            <translation>Aceptar el texto sugerido</translation>
        </message>
        <message>
            <source>The s&amp;uggested tag fits</source>
            <translation>La etiqueta s&amp;ugerida es correcta</translation>
        </message>
        <message>
            <source>The suggested tag does &amp;not fit</source>
            <translation>La etiqueta sugerida &amp;no es correcta</translation>
        </message>
        <message>
            <source>Unfold what looks alike</source>
            <translation>Desplegar lo que se parece</translation>
        </message>
        <message>
            <source>Where the words match</source>
            <translation>Dónde coinciden las palabras</translation>
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
            <translation>Buscando fotos</translation>
        </message>
        <message>
            <source>Making photos searchable</source>
            <translation>Preparando las fotos para la búsqueda</translation>
        </message>
        <message>
            <source>Start it again</source>
            <translation>Iniciar de nuevo</translation>
        </message>
        <message>
            <source>The search engine keeps stopping.</source>
            <translation>El motor de búsqueda se detiene una y otra vez.</translation>
        </message>
        <message>
            <source>The search engine stopped and is being started again. You can go on browsing and tagging.</source>
            <translation>El motor de búsqueda se detuvo y se está iniciando de nuevo. Puede seguir mirando y etiquetando.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Intentar de nuevo</translation>
        </message>
        <message>
            <source>{} You can go on browsing and tagging; searching by words has to wait.</source>
            <translation>{} Puede seguir mirando y etiquetando; la búsqueda por palabras tiene que esperar.</translation>
        </message>
        <message>
            <source>{} cannot be seen now. Its photos are kept and come back with it.</source>
            <translation>{} no se puede ver ahora. Sus fotos se conservan y volverán con ella.</translation>
        </message>
    </context>
    <context>
        <name>ActivityCentre</name>
        <message>
            <source>Nothing new</source>
            <translation>Nada nuevo</translation>
        </message>
        <message>
            <source>Personalizing</source>
            <translation>Personalización</translation>
        </message>
        <message>
            <source>Search engine</source>
            <translation>Motor de búsqueda</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>Detenido</translation>
        </message>
        <message>
            <source>The computer runs on its battery: reading photos rests until it is plugged in. The preferences can change that.</source>
            <translation>El equipo funciona con batería: la lectura de fotos espera hasta que se enchufe. Puede cambiarse en las preferencias.</translation>
        </message>
        <message>
            <source>The search engine stopped.</source>
            <translation>El motor de búsqueda se detuvo.</translation>
        </message>
        <message>
            <source>{what} took {time}.</source>
            <translation>{what} tardó {time}.</translation>
        </message>
        <message>
            <source>{} changed</source>
            <translation>{} cambiadas</translation>
        </message>
        <message>
            <source>{} missing</source>
            <translation>{} no están</translation>
        </message>
        <message>
            <source>{} moved</source>
            <translation>{} movidas</translation>
        </message>
        <message>
            <source>{} new</source>
            <translation>{} nuevas</translation>
        </message>
        <message>
            <source>{} suggestions</source>
            <translation>{} sugerencias</translation>
        </message>
    </context>
    <context>
        <name>ActivityPage</name>
        <message>
            <source>Activity</source>
            <translation>Actividad</translation>
        </message>
        <message>
            <source>Lately</source>
            <translation>Últimamente</translation>
        </message>
        <message>
            <source>Nothing is going on. Everything has been read.</source>
            <translation>No hay nada en curso. Todo se ha leído.</translation>
        </message>
        <message>
            <source>Work in the background</source>
            <translation>Trabajo en segundo plano</translation>
        </message>
        <message>
            <source>{what}, in {time}</source>
            <translation>{what}, en {time}</translation>
        </message>
    </context>
    <context>
        <name>AppearanceSection</name>
        <message>
            <source>Accent</source>
            <translation>Acento</translation>
        </message>
        <message>
            <source>Animate menus, tips and messages</source>
            <translation>Animar menús, sugerencias y mensajes</translation>
        </message>
        <message>
            <source>Another language is spoken after the next start.</source>
            <translation>Otro idioma se usará tras el próximo inicio.</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Apariencia</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Como el sistema</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>Azul</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Colores</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Oscuro</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>Verde</translation>
        </message>
        <message>
            <source>Grey</source>
            <translation>Gris</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Claro</translation>
        </message>
        <message>
            <source>Orange</source>
            <translation>Naranja</translation>
        </message>
        <message>
            <source>Pink</source>
            <translation>Rosa</translation>
        </message>
        <message>
            <source>Purple</source>
            <translation>Morado</translation>
        </message>
        <message>
            <source>Size of the photos</source>
            <translation>Tamaño de las fotos</translation>
        </message>
    </context>
    <context>
        <name>ArrangementButton</name>
        <message>
            <source>Date added</source>
            <translation>Fecha de adición</translation>
        </message>
        <message>
            <source>Date taken</source>
            <translation>Fecha de la toma</translation>
        </message>
        <message>
            <source>File size</source>
            <translation>Tamaño del archivo</translation>
        </message>
        <message>
            <source>Headings by camera</source>
            <translation>Encabezados por cámara</translation>
        </message>
        <message>
            <source>Headings by folder</source>
            <translation>Títulos por carpeta</translation>
        </message>
        <message>
            <source>Headings by the order</source>
            <translation>Títulos según el orden</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>No headings</source>
            <translation>Sin títulos</translation>
        </message>
        <message>
            <source>Order of the photos</source>
            <translation>Orden de las fotos</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Valoración</translation>
        </message>
        <message>
            <source>The other way round</source>
            <translation>Al revés</translation>
        </message>
    </context>
    <context>
        <name>AutoTag</name>
        <message>
            <source>None of these photos has been read yet; suggest tags for them later.</source>
            <translation>Ninguna de estas fotos se ha leído todavía; pida sugerencias más tarde.</translation>
        </message>
        <message>
            <source>Review them</source>
            <translation>Revisarlas</translation>
        </message>
        <message>
            <source>Suggest tags…</source>
            <translation>Sugerir etiquetas…</translation>
        </message>
        <message>
            <source>The album “{name}”</source>
            <translation>El álbum «{name}»</translation>
        </message>
        <message>
            <source>The engine is not running; suggest tags again when it is back.</source>
            <translation>El motor de búsqueda no está en marcha; pida sugerencias cuando vuelva.</translation>
        </message>
        <message>
            <source>The folder “{name}”</source>
            <translation>La carpeta «{name}»</translation>
        </message>
        <message>
            <source>The selected photos</source>
            <translation>Las fotos seleccionadas</translation>
        </message>
        <message>
            <source>The tag “{name}”</source>
            <translation>La etiqueta «{name}»</translation>
        </message>
        <message>
            <source>{count} tags were suggested for {photos}.</source>
            <translation>Se sugirieron {count} etiquetas para {photos}.</translation>
        </message>
        <message>
            <source>{photos} have not been read yet and are left out.</source>
            <translation>{photos} aún sin leer: quedan fuera.</translation>
        </message>
    </context>
    <context>
        <name>BackgroundSection</name>
        <message>
            <source>Background work</source>
            <translation>Trabajo en segundo plano</translation>
        </message>
        <message>
            <source>Ctrl+P pauses by hand; what is running is listed under Activity.</source>
            <translation>Ctrl+P la pausa a mano; lo que está en curso aparece en Actividad.</translation>
        </message>
        <message>
            <source>Rest while the computer runs on its battery</source>
            <translation>Descansar mientras el equipo funcione con batería</translation>
        </message>
        <message>
            <source>Searching and scrolling always come first; the work waits for them.</source>
            <translation>Buscar y desplazarse siempre van primero; el trabajo espera.</translation>
        </message>
        <message>
            <source>Tell when a long piece of work has ended</source>
            <translation>Avisar cuando termine un trabajo largo</translation>
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
            <translation>Animada</translation>
        </message>
    </context>
    <context>
        <name>Banner</name>
        <message>
            <source>Close this message</source>
            <translation>Cerrar este mensaje</translation>
        </message>
        <message>
            <source>What to do about it</source>
            <translation>Qué hacer al respecto</translation>
        </message>
    </context>
    <context>
        <name>BatchGrid</name>
        <message>
            <source>Photos that the tag is suggested for</source>
            <translation>Fotos para las que se sugiere la etiqueta</translation>
        </message>
    </context>
    <context>
        <name>BatchModel</name>
        <message>
            <source>does not fit</source>
            <translation>no corresponde</translation>
        </message>
        <message>
            <source>fits</source>
            <translation>corresponde</translation>
        </message>
    </context>
    <context>
        <name>BeforeAfter</name>
        <message>
            <source>Before and after: </source>
            <translation>Antes y después: </translation>
        </message>
    </context>
    <context>
        <name>Browser</name>
        <message>
            <source>Search</source>
            <translation>Búsqueda</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Buscando…</translation>
        </message>
        <message>
            <source>The engine is not running; the search goes on when it is back.</source>
            <translation>El motor de búsqueda no está en marcha; la búsqueda seguirá cuando vuelva.</translation>
        </message>
        <message>
            <source>The search engine is starting; the answer comes as soon as it is there…</source>
            <translation>El motor de búsqueda se está iniciando; la respuesta llegará en cuanto esté listo…</translation>
        </message>
        <message>
            <source>searched {} of {}</source>
            <translation>buscado en {} de {}</translation>
        </message>
    </context>
    <context>
        <name>BugDialog</name>
        <message>
            <source>&amp;Copy report</source>
            <translation>&amp;Copiar el informe</translation>
        </message>
        <message>
            <source>&amp;Go on</source>
            <translation>&amp;Continuar</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Copiado</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Informe</translation>
        </message>
        <message>
            <source>Something went wrong</source>
            <translation>Algo ha fallado</translation>
        </message>
        <message>
            <source>The report below helps to find the cause: it names no photos unless their names stand in its text, and goes nowhere unless you send it.</source>
            <translation>El informe de abajo ayuda a encontrar la causa: no nombra fotos salvo que sus nombres estén en el texto, y no va a ninguna parte si usted no lo envía.</translation>
        </message>
        <message>
            <source>Your photos and your library are safe.</source>
            <translation>Sus fotos y su biblioteca están a salvo.</translation>
        </message>
        <message>
            <source>Your photos and your library are safe. You can go on working; if it happens again, start photoclip anew.</source>
            <translation>Sus fotos y su biblioteca están a salvo. Puede seguir trabajando; si vuelve a ocurrir, inicie photoclip de nuevo.</translation>
        </message>
        <message>
            <source>photoclip ended unexpectedly last time</source>
            <translation>photoclip terminó inesperadamente la última vez</translation>
        </message>
        <message>
            <source>photoclip made a mistake</source>
            <translation>photoclip cometió un error</translation>
        </message>
    </context>
    <context>
        <name>ChipButton</name>
        <message>
            <source>Edit</source>
            <translation>Editar</translation>
        </message>
        <message>
            <source>Edit {text}</source>
            <translation>Editar {text}</translation>
        </message>
        <message>
            <source>Take out</source>
            <translation>Quitar</translation>
        </message>
        <message>
            <source>Take {text} out of the search</source>
            <translation>Quitar {text} de la búsqueda</translation>
        </message>
        <message>
            <source>Turn round</source>
            <translation>Invertir</translation>
        </message>
        <message>
            <source>{text}
Click to edit, Delete to take out, - to turn round</source>
            <translation>{text}
Clic para editar, Supr para quitar, - para invertir</translation>
        </message>
    </context>
    <context>
        <name>ComparePage</name>
        <message>
            <source>Back to the photos</source>
            <translation>Volver a las fotos</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Comparar</translation>
        </message>
        <message>
            <source>Photo {}</source>
            <translation>Foto {}</translation>
        </message>
        <message>
            <source>Zoom and drag one photo: the others follow.</source>
            <translation>Amplíe o arrastre una foto: las demás la siguen.</translation>
        </message>
    </context>
    <context>
        <name>Decisions</name>
        <message>
            <source>Done again: {}</source>
            <translation>Rehecho: {}</translation>
        </message>
        <message>
            <source>Restore the files from the trash, then look for new photos (F5).</source>
            <translation>Restaure los archivos de la papelera y busque después fotos nuevas (F5).</translation>
        </message>
        <message>
            <source>The files stay where they are.</source>
            <translation>Los archivos se quedan donde están.</translation>
        </message>
        <message>
            <source>The same is true for {} more.</source>
            <translation>Lo mismo ocurre con {} más.</translation>
        </message>
        <message>
            <source>There is nothing to redo.</source>
            <translation>No hay nada que rehacer.</translation>
        </message>
        <message>
            <source>There is nothing to undo.</source>
            <translation>No hay nada que deshacer.</translation>
        </message>
        <message>
            <source>Undone: {}</source>
            <translation>Deshecho: {}</translation>
        </message>
    </context>
    <context>
        <name>Dragging</name>
        <message>
            <source>New album</source>
            <translation>Álbum nuevo</translation>
        </message>
        <message>
            <source>The name of a new album for {}:</source>
            <translation>El nombre de un álbum nuevo para {}:</translation>
        </message>
    </context>
    <context>
        <name>DuplicateFinder</name>
        <message>
            <source>Identical copies take {}</source>
            <translation>Las copias idénticas ocupan {}</translation>
        </message>
        <message>
            <source>Looking at photos</source>
            <translation>Examinando fotos</translation>
        </message>
        <message>
            <source>Something went wrong while comparing.</source>
            <translation>Algo falló al comparar.</translation>
        </message>
        <message>
            <source>The photos could not be compared</source>
            <translation>No se pudieron comparar las fotos</translation>
        </message>
        <message>
            <source>The search engine is not running now. Try again in a moment.</source>
            <translation>El motor de búsqueda no está en marcha. Inténtelo en un momento.</translation>
        </message>
    </context>
    <context>
        <name>Duplicates</name>
        <message>
            <source>Folder</source>
            <translation>Carpeta</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Formato</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>Pixels</source>
            <translation>Píxeles</translation>
        </message>
        <message>
            <source>Sharpness</source>
            <translation>Nitidez</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Tamaño</translation>
        </message>
        <message>
            <source>Taken</source>
            <translation>Tomada</translation>
        </message>
        <message>
            <source>Yours</source>
            <translation>Suyo</translation>
        </message>
        <message>
            <source>added first</source>
            <translation>añadida primero</translation>
        </message>
        <message>
            <source>alike</source>
            <translation>iguales</translation>
        </message>
        <message>
            <source>best rated</source>
            <translation>la mejor valorada</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>favorita</translation>
        </message>
        <message>
            <source>largest file</source>
            <translation>el archivo más grande</translation>
        </message>
        <message>
            <source>less sharp</source>
            <translation>menos nítida</translation>
        </message>
        <message>
            <source>most pixels</source>
            <translation>más píxeles</translation>
        </message>
        <message>
            <source>nearly as sharp</source>
            <translation>casi igual de nítida</translation>
        </message>
        <message>
            <source>sharpest</source>
            <translation>la más nítida</translation>
        </message>
    </context>
    <context>
        <name>DuplicatesPage</name>
        <message>
            <source>Compare the photos again</source>
            <translation>Comparar las fotos de nuevo</translation>
        </message>
        <message>
            <source>Comparing your photos…</source>
            <translation>Comparando sus fotos…</translation>
        </message>
        <message>
            <source>Different photos of one moment, such as bursts.</source>
            <translation>Fotos distintas de un mismo momento, como ráfagas.</translation>
        </message>
        <message>
            <source>Duplicates</source>
            <translation>Duplicados</translation>
        </message>
        <message>
            <source>Groups after</source>
            <translation>Grupos siguientes</translation>
        </message>
        <message>
            <source>Groups before</source>
            <translation>Grupos anteriores</translation>
        </message>
        <message>
            <source>Groups of duplicates</source>
            <translation>Grupos de duplicados</translation>
        </message>
        <message>
            <source>Identical files</source>
            <translation>Archivos idénticos</translation>
        </message>
        <message>
            <source>No photo is here twice, byte by byte.</source>
            <translation>Ninguna foto está dos veces, byte a byte.</translation>
        </message>
        <message>
            <source>No photos look like shots of one moment.</source>
            <translation>Ninguna foto parece del mismo momento.</translation>
        </message>
        <message>
            <source>No picture is here in several versions.</source>
            <translation>Ninguna imagen está en varias versiones.</translation>
        </message>
        <message>
            <source>Nothing here</source>
            <translation>Nada aquí</translation>
        </message>
        <message>
            <source>One picture, saved again, resized or converted.</source>
            <translation>Una imagen guardada de nuevo, redimensionada o convertida.</translation>
        </message>
        <message>
            <source>Similar shots</source>
            <translation>Tomas similares</translation>
        </message>
        <message>
            <source>The same picture</source>
            <translation>La misma imagen</translation>
        </message>
        <message>
            <source>The very same bytes, several times.</source>
            <translation>Exactamente los mismos bytes, varias veces.</translation>
        </message>
        <message>
            <source>This takes some seconds, more for very many photos.</source>
            <translation>Tarda unos segundos, más con muchísimas fotos.</translation>
        </message>
        <message>
            <source>{first} to {last} of {all}</source>
            <translation>{first} a {last} de {all}</translation>
        </message>
    </context>
    <context>
        <name>EncoderSection</name>
        <message>
            <source>Another device is used after the next start. The precision is chosen by measuring what the device does fastest.</source>
            <translation>Otro dispositivo se usará tras el próximo inicio. La precisión se elige midiendo lo que el dispositivo hace más rápido.</translation>
        </message>
        <message>
            <source>Apple graphics (MPS)</source>
            <translation>Gráficos de Apple (MPS)</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Dispositivo</translation>
        </message>
        <message>
            <source>Encoder</source>
            <translation>Codificador</translation>
        </message>
        <message>
            <source>In use</source>
            <translation>En uso</translation>
        </message>
        <message>
            <source>NVIDIA graphics card (CUDA)</source>
            <translation>Tarjeta gráfica NVIDIA (CUDA)</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>Precisión</translation>
        </message>
        <message>
            <source>Processor</source>
            <translation>Procesador</translation>
        </message>
        <message>
            <source>The encoder turns photos and words into something that can be compared.</source>
            <translation>El codificador convierte fotos y palabras en algo que se puede comparar.</translation>
        </message>
        <message>
            <source>The fastest there is</source>
            <translation>El más rápido que haya</translation>
        </message>
        <message>
            <source>not known before the first photo</source>
            <translation>desconocida antes de la primera foto</translation>
        </message>
        <message>
            <source>{} numbers for each photo</source>
            <translation>{} números por foto</translation>
        </message>
    </context>
    <context>
        <name>Engine</name>
        <message>
            <source>No confident match among the one photo that passes {}.</source>
            <translation>Ninguna coincidencia segura: solo una foto cumple {}.</translation>
        </message>
        <message>
            <source>No confident match among the {} photos that pass {}.</source>
            <translation>Ninguna coincidencia segura entre las {} fotos que cumplen {}.</translation>
        </message>
        <message>
            <source>No confident match in the library.</source>
            <translation>Ninguna coincidencia segura en la biblioteca.</translation>
        </message>
        <message>
            <source>No photo passes all of {}.</source>
            <translation>Ninguna foto cumple todo esto: {}.</translation>
        </message>
        <message>
            <source>No photo passes the filter {}.</source>
            <translation>Ninguna foto cumple el filtro {}.</translation>
        </message>
        <message>
            <source>The encoder “{}” understands English only; ask in English, or use a multilingual one.</source>
            <translation>El codificador «{}» solo entiende inglés; pregunte en inglés o use uno multilingüe.</translation>
        </message>
        <message>
            <source>{} answers now.</source>
            <translation>Ahora responde {}.</translation>
        </message>
        <message>
            <source>{} answers now. What you taught the encoder before is kept for it; personalize again.</source>
            <translation>Ahora responde {}. Lo que enseñó al codificador anterior se queda con él; personalice de nuevo.</translation>
        </message>
    </context>
    <context>
        <name>Examples</name>
        <message>
            <source>Search for “{tag}”</source>
            <translation>Buscar «{tag}»</translation>
        </message>
        <message>
            <source>What moved</source>
            <translation>Lo que cambió de lugar</translation>
        </message>
        <message>
            <source>no longer</source>
            <translation>ya no</translation>
        </message>
        <message>
            <source>now among the first</source>
            <translation>ahora entre las primeras</translation>
        </message>
    </context>
    <context>
        <name>Exchange</name>
        <message>
            <source>CANNOT BE WRITTEN</source>
            <translation>NO SE PUEDEN ESCRIBIR</translation>
        </message>
        <message>
            <source>Decisions of photoclip (*.json)</source>
            <translation>Decisiones de photoclip (*.json)</translation>
        </message>
        <message>
            <source>Every sidecar says already what you decided.</source>
            <translation>Todos los archivos XMP dicen ya lo que usted decidió.</translation>
        </message>
        <message>
            <source>Export what you decided</source>
            <translation>Exportar lo que usted decidió</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Archivo</translation>
        </message>
        <message>
            <source>Import decisions</source>
            <translation>Importar decisiones</translation>
        </message>
        <message>
            <source>Import keywords</source>
            <translation>Importar palabras clave</translation>
        </message>
        <message>
            <source>Import what was decided</source>
            <translation>Importar lo decidido</translation>
        </message>
        <message>
            <source>Looking which sidecars say something else than you decided.</source>
            <translation>Comprobando qué archivos XMP dicen algo distinto de lo que usted decidió.</translation>
        </message>
        <message>
            <source>NOT IN THIS LIBRARY</source>
            <translation>NO ESTÁN EN ESTA BIBLIOTECA</translation>
        </message>
        <message>
            <source>NOT READ</source>
            <translation>NO LEÍDOS</translation>
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
            <translation>Fotos con algo nuevo: {files}. Etiquetas en ellas: {verdicts}, palabras nuevas: {tags}, valoraciones: {ratings}, textos: {captions}. Lo que usted respondió se conserva. Se puede deshacer.</translation>
        </message>
        <message>
            <source>Putting the sidecars back as they were.</source>
            <translation>Dejando los archivos XMP como estaban.</translation>
        </message>
        <message>
            <source>Reading what your photos and their sidecars say. No file is changed.</source>
            <translation>Leyendo lo que dicen sus fotos y sus archivos XMP. No se modifica ningún archivo.</translation>
        </message>
        <message>
            <source>Reading {path}.</source>
            <translation>Leyendo {path}.</translation>
        </message>
        <message>
            <source>SIDECARS</source>
            <translation>ARCHIVOS XMP</translation>
        </message>
        <message>
            <source>TAGS</source>
            <translation>ETIQUETAS</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Etiqueta</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Etiquetas</translation>
        </message>
        <message>
            <source>Take it back</source>
            <translation>Retirarlo</translation>
        </message>
        <message>
            <source>Take sidecars back</source>
            <translation>Retirar los archivos XMP</translation>
        </message>
        <message>
            <source>Take them</source>
            <translation>Tomarlas</translation>
        </message>
        <message>
            <source>The keywords were taken. Personalize can learn from them now.</source>
            <translation>Se tomaron las palabras clave. Personalizar ya puede aprender de ellas.</translation>
        </message>
        <message>
            <source>There is no export to take back.</source>
            <translation>No hay ninguna exportación que retirar.</translation>
        </message>
        <message>
            <source>There is nothing in the files that is not known already.</source>
            <translation>En los archivos no hay nada que no se sepa ya.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Intentar de nuevo</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Por qué</translation>
        </message>
        <message>
            <source>Write sidecars</source>
            <translation>Escribir archivos XMP</translation>
        </message>
        <message>
            <source>Write them</source>
            <translation>Escribirlos</translation>
        </message>
        <message>
            <source>Writing sidecars.</source>
            <translation>Escribiendo archivos XMP.</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>cambiado</translation>
        </message>
        <message>
            <source>new</source>
            <translation>nuevo</translation>
        </message>
        <message>
            <source>{count} sidecars are as they were before.</source>
            <translation>{count} archivos XMP están como antes.</translation>
        </message>
        <message>
            <source>{count} sidecars were written.</source>
            <translation>Se escribieron {count} archivos XMP.</translation>
        </message>
        <message>
            <source>{count} sidecars would be written: {made} new, {changed} with everything else in them kept. The photos themselves are never touched. It can be taken back.</source>
            <translation>Se escribirían {count} archivos XMP: {made} nuevos, {changed} conservando todo lo demás que contienen. Las fotos nunca se tocan. Se puede retirar.</translation>
        </message>
        <message>
            <source>{count} verdicts were written to {path}.</source>
            <translation>Se escribieron {count} respuestas en {path}.</translation>
        </message>
        <message>
            <source>{verdicts} verdicts and {tags} tags were taken. It can be undone.</source>
            <translation>Se tomaron {verdicts} respuestas y {tags} etiquetas. Se puede deshacer.</translation>
        </message>
    </context>
    <context>
        <name>ExchangeDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>How far it is</source>
            <translation>Cuánto va hecho</translation>
        </message>
        <message>
            <source>Nothing to do</source>
            <translation>Nada que hacer</translation>
        </message>
    </context>
    <context>
        <name>Fact</name>
        <message>
            <source>1 photo</source>
            <translation>1 foto</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Cámara</translation>
        </message>
        <message>
            <source>Exposure</source>
            <translation>Exposición</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Archivo</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Archivos</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Carpeta</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Formato</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Duración</translation>
        </message>
        <message>
            <source>Lens</source>
            <translation>Objetivo</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Lugar</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Tamaño</translation>
        </message>
        <message>
            <source>Taken</source>
            <translation>Tomada</translation>
        </message>
        <message>
            <source>Taken with</source>
            <translation>Tomada con</translation>
        </message>
        <message>
            <source>Together</source>
            <translation>En conjunto</translation>
        </message>
        <message>
            <source>When and where</source>
            <translation>Cuándo y dónde</translation>
        </message>
        <message>
            <source>a short video inside the picture's file</source>
            <translation>un vídeo corto dentro del archivo de la imagen</translation>
        </message>
        <message numerus="yes">
            <source>{} photos</source>
            <translation>
                <numerusform>{} foto</numerusform>
                <numerusform>{} fotos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FactGroups</name>
        <message>
            <source>Photos near {}</source>
            <translation>Fotos cerca de {}</translation>
        </message>
        <message>
            <source>Show the photos taken within a kilometre</source>
            <translation>Mostrar las fotos tomadas a menos de un kilómetro</translation>
        </message>
    </context>
    <context>
        <name>FactsOverlay</name>
        <message>
            <source>Facts about the photo</source>
            <translation>Datos de la foto</translation>
        </message>
    </context>
    <context>
        <name>Filmstrip</name>
        <message>
            <source>Filmstrip</source>
            <translation>Tira de fotos</translation>
        </message>
    </context>
    <context>
        <name>FoldersSection</name>
        <message>
            <source>Add a folder…</source>
            <translation>Añadir una carpeta…</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Carpetas</translation>
        </message>
        <message>
            <source>Folders of this library</source>
            <translation>Carpetas de esta biblioteca</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Excluidos</translation>
        </message>
        <message>
            <source>Left out, one pattern on each line as in a .gitignore; it counts from each folder above:</source>
            <translation>Se excluye lo que coincide con un patrón, uno por línea como en un .gitignore; cuenta desde cada carpeta de arriba:</translation>
        </message>
        <message>
            <source>Look through the folders now</source>
            <translation>Revisar las carpetas ahora</translation>
        </message>
        <message>
            <source>Photos are read where they lie; photoclip never changes or moves them.</source>
            <translation>Las fotos se leen donde están; photoclip nunca las modifica ni las mueve.</translation>
        </message>
        <message>
            <source>Show the videos of the library</source>
            <translation>Mostrar los vídeos de la biblioteca</translation>
        </message>
        <message>
            <source>Show them</source>
            <translation>Mostrarlos</translation>
        </message>
        <message>
            <source>Take in videos, too</source>
            <translation>Incluir también vídeos</translation>
        </message>
        <message>
            <source>Take out of the library</source>
            <translation>Quitar de la biblioteca</translation>
        </message>
        <message>
            <source>Videos in the library already: {count}. They stay; what you do not want to see you can take out of the library.</source>
            <translation>Vídeos que ya están en la biblioteca: {count}. Se quedan; los que no quiera ver puede quitarlos de la biblioteca.</translation>
        </message>
        <message>
            <source>cannot be seen now</source>
            <translation>no se puede ver ahora</translation>
        </message>
    </context>
    <context>
        <name>ForecastView</name>
        <message>
            <source>A tag: beach, birthday, dog …</source>
            <translation>Una etiqueta: beach, birthday, dog …</translation>
        </message>
        <message>
            <source>A word to look at beforehand</source>
            <translation>Una palabra para mirar antes</translation>
        </message>
        <message>
            <source>How sure the machine has to be</source>
            <translation>Cuán segura debe estar la máquina</translation>
        </message>
        <message>
            <source>Just in</source>
            <translation>Entran por poco</translation>
        </message>
        <message>
            <source>Just not</source>
            <translation>No entran por poco</translation>
        </message>
        <message>
            <source>Looking at the photos…</source>
            <translation>Mirando las fotos…</translation>
        </message>
        <message>
            <source>Photos just above the border</source>
            <translation>Fotos justo por encima del límite</translation>
        </message>
        <message>
            <source>Photos just below the border</source>
            <translation>Fotos justo por debajo del límite</translation>
        </message>
        <message>
            <source>Type a word to see what it would be suggested for.</source>
            <translation>Escriba una palabra para ver para qué se sugeriría.</translation>
        </message>
        <message>
            <source>“{tag}” would be suggested for {photos} that you have not answered.</source>
            <translation>«{tag}» se sugeriría para {photos} que usted no ha respondido.</translation>
        </message>
    </context>
    <context>
        <name>Frame</name>
        <message>
            <source> Add a folder…</source>
            <translation> Añadir una carpeta…</translation>
        </message>
        <message>
            <source>Add a folder</source>
            <translation>Añadir una carpeta</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Detalles</translation>
        </message>
        <message>
            <source>Sidebar</source>
            <translation>Barra lateral</translation>
        </message>
        <message>
            <source>Size of the photos</source>
            <translation>Tamaño de las fotos</translation>
        </message>
    </context>
    <context>
        <name>GridPage</name>
        <message>
            <source>Did you mean “{}”?</source>
            <translation>¿Quiso decir «{}»?</translation>
        </message>
        <message>
            <source>Looking for photos…</source>
            <translation>Buscando fotos…</translation>
        </message>
        <message>
            <source>No photos</source>
            <translation>No hay fotos</translation>
        </message>
        <message>
            <source>There is no photo here.</source>
            <translation>Aquí no hay ninguna foto.</translation>
        </message>
        <message>
            <source>They appear here as soon as they are found.</source>
            <translation>Aparecerán aquí en cuanto se encuentren.</translation>
        </message>
    </context>
    <context>
        <name>GroupCard</name>
        <message>
            <source>Check all but the suggested one</source>
            <translation>Marcar todas menos la sugerida</translation>
        </message>
        <message>
            <source>Does not stay</source>
            <translation>No se queda</translation>
        </message>
        <message>
            <source>Move to the trash…</source>
            <translation>Mover a la papelera…</translation>
        </message>
        <message>
            <source>Never show these photos as duplicates again</source>
            <translation>No volver a mostrar estas fotos como duplicados</translation>
        </message>
        <message>
            <source>Not duplicates</source>
            <translation>No son duplicados</translation>
        </message>
        <message>
            <source>Suggested to keep: {}</source>
            <translation>Se sugiere conservar: {}</translation>
        </message>
        <message>
            <source>Take out of the library</source>
            <translation>Quitar de la biblioteca</translation>
        </message>
        <message>
            <source>The photo that stays gets their tags, albums, ratings and captions</source>
            <translation>La foto que se queda recibe sus etiquetas, álbumes, valoraciones y textos</translation>
        </message>
        <message>
            <source>The same for all: {}</source>
            <translation>Igual en todas: {}</translation>
        </message>
        <message>
            <source>Their files stay; the photo that stays gets their tags and albums</source>
            <translation>Sus archivos se conservan; la foto que se queda recibe sus etiquetas y álbumes</translation>
        </message>
        <message>
            <source>{} does not stay</source>
            <translation>{} no se queda</translation>
        </message>
    </context>
    <context>
        <name>HeatMaps</name>
        <message>
            <source>Looking where “{words}” is…</source>
            <translation>Buscando dónde está «{words}»…</translation>
        </message>
        <message>
            <source>Search with words first: then their places are shown here.</source>
            <translation>Busque primero con palabras: después se mostrará dónde están.</translation>
        </message>
        <message>
            <source>The engine is not running; try again when it is back.</source>
            <translation>El motor de búsqueda no está en marcha; inténtelo cuando vuelva.</translation>
        </message>
        <message>
            <source>Where the words match</source>
            <translation>Dónde coinciden las palabras</translation>
        </message>
        <message>
            <source>Where the words match (H)</source>
            <translation>Dónde coinciden las palabras (H)</translation>
        </message>
        <message>
            <source>Where “{words}” is seen</source>
            <translation>Dónde se ve «{words}»</translation>
        </message>
    </context>
    <context>
        <name>HeatOverlay</name>
        <message>
            <source>less</source>
            <translation>menos</translation>
        </message>
        <message>
            <source>more</source>
            <translation>más</translation>
        </message>
    </context>
    <context>
        <name>Histogram</name>
        <message>
            <source>Histogram</source>
            <translation>Histograma</translation>
        </message>
    </context>
    <context>
        <name>Inspector</name>
        <message>
            <source> Find similar</source>
            <translation> Buscar similares</translation>
        </message>
        <message>
            <source>Add a caption</source>
            <translation>Añadir un texto</translation>
        </message>
        <message>
            <source>Add to an album</source>
            <translation>Añadir a un álbum</translation>
        </message>
        <message>
            <source>Albums</source>
            <translation>Álbumes</translation>
        </message>
        <message>
            <source>Caption</source>
            <translation>Texto</translation>
        </message>
        <message>
            <source>Choose one or more to see their details, to tag them and to rate them.</source>
            <translation>Elija una o varias para ver sus detalles, etiquetarlas y valorarlas.</translation>
        </message>
        <message>
            <source>Find similar photos</source>
            <translation>Buscar fotos similares</translation>
        </message>
        <message>
            <source>No photo selected</source>
            <translation>Ninguna foto seleccionada</translation>
        </message>
        <message>
            <source>Remove the tag {}</source>
            <translation>Quitar la etiqueta {}</translation>
        </message>
        <message>
            <source>Several captions; a new one replaces them</source>
            <translation>Varios textos; uno nuevo los sustituye</translation>
        </message>
        <message>
            <source>Show all photos tagged {}</source>
            <translation>Mostrar todas las fotos con la etiqueta {}</translation>
        </message>
        <message>
            <source>Show the album {}</source>
            <translation>Mostrar el álbum {}</translation>
        </message>
        <message>
            <source>Similar</source>
            <translation>Similares</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Etiquetas</translation>
        </message>
        <message>
            <source>Take out of the album {}</source>
            <translation>Quitar del álbum {}</translation>
        </message>
        <message>
            <source>The file is gone. What you decided about it is kept until it comes back.</source>
            <translation>El archivo ya no está. Lo que usted decidió sobre él se conserva hasta que vuelva.</translation>
        </message>
        <message>
            <source>{} selected</source>
            <translation>{} seleccionadas</translation>
        </message>
    </context>
    <context>
        <name>KeysDialog</name>
        <message>
            <source> or </source>
            <translation> o </translation>
        </message>
        <message>
            <source>Add to the selection</source>
            <translation>Añadir a la selección</translation>
        </message>
        <message>
            <source>Arrows, Home, End, Page Up, Page Down</source>
            <translation>Flechas, Inicio, Fin, Re Pág, Av Pág</translation>
        </message>
        <message>
            <source>Ctrl + click, or drag a frame</source>
            <translation>Ctrl + clic o arrastrar un marco</translation>
        </message>
        <message>
            <source>Ctrl + wheel</source>
            <translation>Ctrl + rueda</translation>
        </message>
        <message>
            <source>Extend the selection</source>
            <translation>Ampliar la selección</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Teclas</translation>
        </message>
        <message>
            <source>Larger, smaller</source>
            <translation>Más grande, más pequeño</translation>
        </message>
        <message>
            <source>List of keys</source>
            <translation>Lista de teclas</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Mover</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Rate {}</source>
            <translation>Valorar {}</translation>
        </message>
        <message>
            <source>Shift + move or click</source>
            <translation>Mayús + mover o clic</translation>
        </message>
        <message>
            <source>Wheel, double click</source>
            <translation>Rueda, doble clic</translation>
        </message>
        <message>
            <source>Zoom in the single photo</source>
            <translation>Ampliar la foto individual</translation>
        </message>
    </context>
    <context>
        <name>KeysSection</name>
        <message>
            <source>Action</source>
            <translation>Acción</translation>
        </message>
        <message>
            <source>Actions and their keys</source>
            <translation>Acciones y sus teclas</translation>
        </message>
        <message>
            <source>All as usual</source>
            <translation>Todas como siempre</translation>
        </message>
        <message>
            <source>Choose an action, click into the field and press its new key.</source>
            <translation>Elija una acción, haga clic en el campo y pulse su tecla nueva.</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Teclas</translation>
        </message>
        <message>
            <source>New key</source>
            <translation>Tecla nueva</translation>
        </message>
        <message>
            <source>Use this key</source>
            <translation>Usar esta tecla</translation>
        </message>
        <message>
            <source>Usual key</source>
            <translation>Tecla habitual</translation>
        </message>
        <message>
            <source>{key} belongs to {names} now, and would be taken from there.</source>
            <translation>{key} pertenece ahora a {names} y se le quitaría.</translation>
        </message>
    </context>
    <context>
        <name>LessonTable</name>
        <message>
            <source>Does not fit</source>
            <translation>No corresponde</translation>
        </message>
        <message>
            <source>Fits</source>
            <translation>Corresponde</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Faltan</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Etiqueta</translation>
        </message>
        <message>
            <source>What it will learn from</source>
            <translation>De qué aprenderá</translation>
        </message>
        <message>
            <source>{count} more</source>
            <translation>{count} más</translation>
        </message>
    </context>
    <context>
        <name>LibraryView</name>
        <message>
            <source>Cut photos to squares</source>
            <translation>Recortar las fotos en cuadrados</translation>
        </message>
        <message>
            <source>Show whole photos</source>
            <translation>Mostrar las fotos enteras</translation>
        </message>
    </context>
    <context>
        <name>LicenceDialog</name>
        <message>
            <source>Address of the licence</source>
            <translation>Dirección de la licencia</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Descargar</translation>
        </message>
        <message>
            <source>Download {}</source>
            <translation>Descargar {}</translation>
        </message>
        <message>
            <source>I accept the licence</source>
            <translation>Acepto la licencia</translation>
        </message>
        <message>
            <source>Its licence is {}. The whole text:</source>
            <translation>Su licencia es {}. El texto completo:</translation>
        </message>
        <message>
            <source>{:,.0f} MB will be fetched from the page below; {:,.0f} MB are free.</source>
            <translation>Se descargarán {:,.0f} MB de la página de abajo; hay {:,.0f} MB libres.</translation>
        </message>
    </context>
    <context>
        <name>Listing</name>
        <message>
            <source>Best matches</source>
            <translation>Mejores resultados</translation>
        </message>
        <message>
            <source>Drag photos onto its name at the left, or select some and press Ctrl+B.</source>
            <translation>Arrastre fotos a su nombre, a la izquierda, o seleccione algunas y pulse Ctrl+B.</translation>
        </message>
        <message>
            <source>Hide weaker matches</source>
            <translation>Ocultar resultados más débiles</translation>
        </message>
        <message>
            <source>Less likely matches</source>
            <translation>Resultados menos probables</translation>
        </message>
        <message>
            <source>Most similar first</source>
            <translation>Las más similares primero</translation>
        </message>
        <message>
            <source>No file is missing.</source>
            <translation>No falta ningún archivo.</translation>
        </message>
        <message>
            <source>No photo has this tag. Select some, press Ctrl+T and type its name.</source>
            <translation>Ninguna foto tiene esta etiqueta. Seleccione algunas, pulse Ctrl+T y escriba su nombre.</translation>
        </message>
        <message>
            <source>Not rated</source>
            <translation>Sin valorar</translation>
        </message>
        <message>
            <source>Not to be seen now</source>
            <translation>No visibles ahora</translation>
        </message>
        <message>
            <source>Possible matches</source>
            <translation>Posibles resultados</translation>
        </message>
        <message>
            <source>Press P on a photo that you like, and it stands here.</source>
            <translation>Pulse P en una foto que le guste y aparecerá aquí.</translation>
        </message>
        <message>
            <source>Press X on a photo that you do not want, and it stands here.</source>
            <translation>Pulse X en una foto que no quiera y aparecerá aquí.</translation>
        </message>
        <message>
            <source>Show weaker matches</source>
            <translation>Mostrar resultados más débiles</translation>
        </message>
        <message>
            <source>Some time ago</source>
            <translation>Hace algún tiempo</translation>
        </message>
        <message>
            <source>There is no photo in this folder, nor below it.</source>
            <translation>No hay fotos en esta carpeta ni en las que contiene.</translation>
        </message>
        <message>
            <source>Unknown camera</source>
            <translation>Cámara desconocida</translation>
        </message>
    </context>
    <context>
        <name>LossCurve</name>
        <message>
            <source>Loss, from {first} to {last}</source>
            <translation>Pérdida, de {first} a {last}</translation>
        </message>
        <message>
            <source>Loss, nothing yet</source>
            <translation>Pérdida, nada todavía</translation>
        </message>
        <message>
            <source>Loss, step by step</source>
            <translation>Pérdida, paso a paso</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Add a folder of photos</source>
            <translation>Añadir una carpeta de fotos</translation>
        </message>
        <message>
            <source>{}, {} selected</source>
            <translation>{}, {} seleccionadas</translation>
        </message>
    </context>
    <context>
        <name>MapView</name>
        <message>
            <source>Map</source>
            <translation>Mapa</translation>
        </message>
        <message>
            <source>Map of {}</source>
            <translation>Mapa de {}</translation>
        </message>
    </context>
    <context>
        <name>MarkRow</name>
        <message>
            <source>Favourite</source>
            <translation>Favorita</translation>
        </message>
        <message>
            <source>Make a favourite</source>
            <translation>Marcar como favorita</translation>
        </message>
        <message>
            <source>No favourite any more</source>
            <translation>Ya no es favorita</translation>
        </message>
        <message>
            <source>Rate {}</source>
            <translation>Valorar {}</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>Rechazar</translation>
        </message>
        <message>
            <source>Rejected no more</source>
            <translation>Ya no rechazada</translation>
        </message>
        <message>
            <source>Their ratings or flags differ</source>
            <translation>Sus valoraciones o marcas difieren</translation>
        </message>
    </context>
    <context>
        <name>ModelCard</name>
        <message>
            <source>, about {} left</source>
            <translation>, faltan unos {}</translation>
        </message>
        <message>
            <source>Download…</source>
            <translation>Descargar…</translation>
        </message>
        <message>
            <source>Go on…</source>
            <translation>Continuar…</translation>
        </message>
        <message>
            <source>It has seen {:,} of {:,} photos{}; until then the other one answers.</source>
            <translation>Ha visto {:,} de {:,} fotos{}; hasta entonces responde el otro.</translation>
        </message>
        <message>
            <source>Knows {:,} of {:,} photos ({:,.1f} MB).</source>
            <translation>Conoce {:,} de {:,} fotos ({:,.1f} MB).</translation>
        </message>
        <message>
            <source>Progress of {}</source>
            <translation>Progreso de {}</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Quitar…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Detener</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Usar</translation>
        </message>
        <message>
            <source>Use now</source>
            <translation>Usar ahora</translation>
        </message>
        <message>
            <source>added by you</source>
            <translation>añadido por usted</translation>
        </message>
        <message>
            <source>answers</source>
            <translation>responde</translation>
        </message>
        <message>
            <source>broken</source>
            <translation>dañado</translation>
        </message>
        <message>
            <source>built in</source>
            <translation>incluido</translation>
        </message>
        <message>
            <source>downloaded</source>
            <translation>descargado</translation>
        </message>
        <message>
            <source>many languages</source>
            <translation>muchos idiomas</translation>
        </message>
        <message>
            <source>not downloaded</source>
            <translation>sin descargar</translation>
        </message>
        <message>
            <source>removed</source>
            <translation>quitado</translation>
        </message>
        <message>
            <source>takes over soon</source>
            <translation>pronto tomará el relevo</translation>
        </message>
        <message>
            <source>{:,.0f} MB have arrived already.</source>
            <translation>Ya han llegado {:,.0f} MB.</translation>
        </message>
        <message>
            <source>{:,.0f} of {:,.0f} MB{}{}</source>
            <translation>{:,.0f} de {:,.0f} MB{}{}</translation>
        </message>
        <message>
            <source>{:,.1f} MB of them are from earlier weights.</source>
            <translation>{:,.1f} MB de ellos son de pesos anteriores.</translation>
        </message>
        <message>
            <source>{:,} dimensions</source>
            <translation>{:,} dimensiones</translation>
        </message>
    </context>
    <context>
        <name>ModelsPanel</name>
        <message>
            <source>Add a folder with a model</source>
            <translation>Añadir una carpeta con un modelo</translation>
        </message>
        <message>
            <source>Add a folder with a model…</source>
            <translation>Añadir una carpeta con un modelo…</translation>
        </message>
        <message>
            <source>Asking the engine…</source>
            <translation>Preguntando al motor…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Quitar</translation>
        </message>
        <message>
            <source>Remove the embeddings of {}?</source>
            <translation>¿Quitar los vectores de {}?</translation>
        </message>
        <message>
            <source>Remove {} from this computer?</source>
            <translation>¿Quitar {} de este equipo?</translation>
        </message>
        <message>
            <source>{:,.0f} MB are free.</source>
            <translation>Hay {:,.0f} MB libres.</translation>
        </message>
        <message>
            <source>{:,.0f} MB become free. Your tags and what you decided stay.</source>
            <translation>Se liberan {:,.0f} MB. Sus etiquetas y lo que decidió se conservan.</translation>
        </message>
        <message>
            <source>{:,.1f} MB become free. Photos have to be embedded again before it can be used.</source>
            <translation>Se liberan {:,.1f} MB. Habrá que leer de nuevo las fotos antes de poder usarlo.</translation>
        </message>
    </context>
    <context>
        <name>Navigator</name>
        <message>
            <source>Similar to {}</source>
            <translation>Parecidas a {}</translation>
        </message>
        <message>
            <source>this photo</source>
            <translation>esta foto</translation>
        </message>
    </context>
    <context>
        <name>OfferPopup</name>
        <message>
            <source>-word: less like this    "two words": one phrase    Tab: complete</source>
            <translation>-palabra: menos como esto    "dos palabras": una expresión    Tab: completar</translation>
        </message>
        <message>
            <source>Completions</source>
            <translation>Opciones para completar</translation>
        </message>
    </context>
    <context>
        <name>Pane</name>
        <message>
            <source>Compare without this photo</source>
            <translation>Comparar sin esta foto</translation>
        </message>
    </context>
    <context>
        <name>Personal</name>
        <message>
            <source>Another encoder is in use now. It can learn your words anew in seconds.</source>
            <translation>Ahora se usa otro codificador. Puede aprender de nuevo sus palabras en segundos.</translation>
        </message>
        <message>
            <source>Personalize</source>
            <translation>Personalizar</translation>
        </message>
        <message>
            <source>Show the report</source>
            <translation>Mostrar el informe</translation>
        </message>
        <message>
            <source>Since the last personalizing you rejected clearly more suggestions than before, so {now}.</source>
            <translation>Desde la última personalización ha rechazado claramente más sugerencias que antes, por eso {now}.</translation>
        </message>
        <message>
            <source>Use it all the same</source>
            <translation>Usarla de todos modos</translation>
        </message>
        <message>
            <source>searches are as they were before personalizing</source>
            <translation>las búsquedas son como antes de personalizar</translation>
        </message>
        <message>
            <source>the version before is in use again</source>
            <translation>vuelve a usarse la versión anterior</translation>
        </message>
        <message>
            <source>{count} new answers: photoclip can learn your words from them now.</source>
            <translation>{count} respuestas nuevas: photoclip ya puede aprender sus palabras de ellas.</translation>
        </message>
    </context>
    <context>
        <name>PersonalPage</name>
        <message>
            <source> and from {count} captions of yours</source>
            <translation> y de {count} textos suyos</translation>
        </message>
        <message>
            <source>; {count} answers are new since it last did</source>
            <translation>; {count} respuestas son nuevas desde la última vez</translation>
        </message>
        <message>
            <source>Another encoder is in use since you last personalized. What was learnt for the other one stays with it; for this one it has to be learnt anew, in seconds.</source>
            <translation>Desde la última personalización se usa otro codificador. Lo aprendido para el otro se queda con él; para este hay que aprenderlo de nuevo, en segundos.</translation>
        </message>
        <message>
            <source>It will learn from {answers} answers about one tag</source>
            <translation>Aprenderá de {answers} respuestas sobre una etiqueta</translation>
        </message>
        <message>
            <source>It will learn from {answers} answers about {tags} tags</source>
            <translation>Aprenderá de {answers} respuestas sobre {tags} etiquetas</translation>
        </message>
        <message>
            <source>Learns on this machine, in seconds. It is kept only if photos held out from learning are found better, and you can go back at once.</source>
            <translation>Aprende en este equipo, en segundos. Se conserva solo si se encuentran mejor las fotos apartadas del aprendizaje, y puede volver atrás al momento.</translation>
        </message>
        <message>
            <source>Not enough yet: {names}.</source>
            <translation>Todavía no es suficiente: {names}.</translation>
        </message>
        <message>
            <source>Personalize</source>
            <translation>Personalizar</translation>
        </message>
        <message>
            <source>Personalize again</source>
            <translation>Personalizar de nuevo</translation>
        </message>
        <message>
            <source>Personalize now</source>
            <translation>Personalizar ahora</translation>
        </message>
        <message>
            <source>Personalized {when}</source>
            <translation>Personalizado el {when}</translation>
        </message>
        <message>
            <source>The engine is not running; learning has to wait until it is back.</source>
            <translation>El motor no está en marcha; el aprendizaje tiene que esperar a que vuelva.</translation>
        </message>
        <message>
            <source>Too few answers to prove that it helps: {count} more for “{tag}” would do. Until then you are asked whether to keep what it learns.</source>
            <translation>Muy pocas respuestas para demostrar que ayuda: bastarían {count} más para «{tag}». Hasta entonces se le preguntará si quiere conservar lo aprendido.</translation>
        </message>
        <message>
            <source>Use none of them</source>
            <translation>No usar ninguna</translation>
        </message>
        <message>
            <source>VERSIONS</source>
            <translation>VERSIONES</translation>
        </message>
        <message>
            <source>You can go on working. Whatever was in use stays in use until the end.</source>
            <translation>Puede seguir trabajando. Lo que estaba en uso sigue en uso hasta el final.</translation>
        </message>
        <message>
            <source>photoclip can learn your own words: the name of a dog, a house, a kind of photo. Select some photos, press Ctrl+T and type the word; four photos of a word are enough to begin with, ten are better. Or take over the keywords that your photos have already: File, Import keywords.</source>
            <translation>photoclip puede aprender sus propias palabras: el nombre de un perro, una casa, un tipo de foto. Seleccione algunas fotos, pulse Ctrl+T y escriba la palabra; cuatro fotos de una palabra bastan para empezar, diez son mejor. O tome las palabras clave que sus fotos ya tienen: Archivo, Importar palabras clave.</translation>
        </message>
        <message>
            <source>{count} more for “{tag}”</source>
            <translation>{count} más para «{tag}»</translation>
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
            <translation>Poner en un álbum</translation>
        </message>
        <message>
            <source>The name of the album, a new one or one of yours, for {}:</source>
            <translation>El nombre del álbum, uno nuevo o uno de los suyos, para {}:</translation>
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
            <translation>Encontrada por {reasons}</translation>
        </message>
        <message>
            <source>The file is gone since this was last looked at.</source>
            <translation>El archivo ya no está desde la última vez que se miró.</translation>
        </message>
        <message>
            <source>{count} photos that look alike</source>
            <translation>{count} fotos que se parecen</translation>
        </message>
    </context>
    <context>
        <name>Picture</name>
        <message>
            <source>Double click: open with its program</source>
            <translation>Doble clic: abrir con su programa</translation>
        </message>
    </context>
    <context>
        <name>PieceCard</name>
        <message>
            <source>Go on</source>
            <translation>Continuar</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausar</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>En pausa</translation>
        </message>
        <message>
            <source>Running</source>
            <translation>En marcha</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Detener</translation>
        </message>
        <message>
            <source>for {}</source>
            <translation>desde hace {}</translation>
        </message>
    </context>
    <context>
        <name>Place</name>
        <message>
            <source>Activity</source>
            <translation>Actividad</translation>
        </message>
        <message>
            <source>Albums</source>
            <translation>Álbumes</translation>
        </message>
        <message>
            <source>All photos</source>
            <translation>Todas las fotos</translation>
        </message>
        <message>
            <source>Duplicates</source>
            <translation>Duplicados</translation>
        </message>
        <message>
            <source>Favourites</source>
            <translation>Favoritas</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Carpetas</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Faltan</translation>
        </message>
        <message>
            <source>Needs attention</source>
            <translation>Requiere atención</translation>
        </message>
        <message>
            <source>Personalize</source>
            <translation>Personalizar</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Lugares</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>Problemas</translation>
        </message>
        <message>
            <source>Recently added</source>
            <translation>Añadidas recientemente</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Rechazadas</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Revisar</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Etiquetas</translation>
        </message>
        <message>
            <source>Tools</source>
            <translation>Herramientas</translation>
        </message>
    </context>
    <context>
        <name>PlaceMenu</name>
        <message>
            <source>Delete this album</source>
            <translation>Eliminar este álbum</translation>
        </message>
        <message>
            <source>Delete this tag</source>
            <translation>Eliminar esta etiqueta</translation>
        </message>
        <message>
            <source>Take this folder out of the library</source>
            <translation>Quitar esta carpeta de la biblioteca</translation>
        </message>
    </context>
    <context>
        <name>PlacesPage</name>
        <message>
            <source>All photos</source>
            <translation>Todas las fotos</translation>
        </message>
        <message>
            <source>Countries and towns</source>
            <translation>Países y poblaciones</translation>
        </message>
        <message>
            <source>Farther</source>
            <translation>Más lejos</translation>
        </message>
        <message>
            <source>Nearer</source>
            <translation>Más cerca</translation>
        </message>
        <message>
            <source>No photo says where it was taken</source>
            <translation>Ninguna foto dice dónde se tomó</translation>
        </message>
        <message>
            <source>Phones and some cameras write the position into their photos. Such photos appear here on a map that needs no connection.</source>
            <translation>Los teléfonos y algunas cámaras escriben la posición en sus fotos. Esas fotos aparecen aquí en un mapa que no necesita conexión.</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Lugares</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>Desconocido</translation>
        </message>
        <message>
            <source>{} with a position</source>
            <translation>{} con posición</translation>
        </message>
    </context>
    <context>
        <name>PlacesTour</name>
        <message>
            <source>Finding the names of the places…</source>
            <translation>Buscando los nombres de los lugares…</translation>
        </message>
    </context>
    <context>
        <name>PreferencesDialog</name>
        <message>
            <source>Preferences</source>
            <translation>Preferencias</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Secciones</translation>
        </message>
    </context>
    <context>
        <name>ProblemModel</name>
        <message>
            <source>File</source>
            <translation>Archivo</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Carpeta</translation>
        </message>
        <message>
            <source>What is wrong</source>
            <translation>Qué falla</translation>
        </message>
    </context>
    <context>
        <name>ProblemsPage</name>
        <message>
            <source> Try again</source>
            <translation> Intentar de nuevo</translation>
        </message>
        <message>
            <source>Every file could be read.</source>
            <translation>Se pudieron leer todos los archivos.</translation>
        </message>
        <message>
            <source>Files that could not be read</source>
            <translation>Archivos que no se pudieron leer</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>Problemas</translation>
        </message>
        <message>
            <source>These files could not be read, so they cannot be shown or found. They were not changed. Double click shows one in its folder.</source>
            <translation>Estos archivos no se pudieron leer, así que no se pueden mostrar ni encontrar. No se han modificado. Un doble clic muestra uno en su carpeta.</translation>
        </message>
        <message>
            <source>Try to read these files again</source>
            <translation>Intentar leer estos archivos de nuevo</translation>
        </message>
    </context>
    <context>
        <name>Progress</name>
        <message>
            <source>about {} left</source>
            <translation>quedan unos {}</translation>
        </message>
        <message>
            <source>{} of {}</source>
            <translation>{} de {}</translation>
        </message>
        <message>
            <source>{} per second</source>
            <translation>{} por segundo</translation>
        </message>
    </context>
    <context>
        <name>ProgressStrip</name>
        <message>
            <source>Go on reading photos</source>
            <translation>Continuar la lectura de fotos</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausar</translation>
        </message>
        <message>
            <source>Pause reading photos</source>
            <translation>Pausar la lectura de fotos</translation>
        </message>
        <message>
            <source>Paused. {}</source>
            <translation>En pausa. {}</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Progreso</translation>
        </message>
    </context>
    <context>
        <name>ReportView</name>
        <message>
            <source>Better</source>
            <translation>Mejor</translation>
        </message>
        <message>
            <source>Better, and in use</source>
            <translation>Mejor y en uso</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>How well photos held out from learning are found, before ○, after ●; 1 is perfect</source>
            <translation>Lo bien que se encuentran las fotos apartadas del aprendizaje, antes ○, después ●; 1 es perfecto</translation>
        </message>
        <message>
            <source>It cannot be proven yet</source>
            <translation>Todavía no se puede demostrar</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Conservar</translation>
        </message>
        <message>
            <source>Keep anyway</source>
            <translation>Conservar de todos modos</translation>
        </message>
        <message>
            <source>Kept without proof</source>
            <translation>Conservado sin demostración</translation>
        </message>
        <message>
            <source>Not better, so nothing was changed</source>
            <translation>No mejora, así que no se cambió nada</translation>
        </message>
        <message>
            <source>Not enough yet</source>
            <translation>Todavía no es suficiente</translation>
        </message>
        <message>
            <source>On average over the tags: {before} before, {after} after.</source>
            <translation>De media entre las etiquetas: {before} antes, {after} después.</translation>
        </message>
        <message>
            <source>Other searches keep {share} of their first photos.</source>
            <translation>Las demás búsquedas conservan el {share} de sus primeras fotos.</translation>
        </message>
        <message>
            <source>Revert</source>
            <translation>Volver atrás</translation>
        </message>
        <message>
            <source>The best of what was tried: {tried}, against {before} before.</source>
            <translation>Lo mejor de lo probado: {tried}, frente a {before} antes.</translation>
        </message>
        <message>
            <source>{count} answers, {seconds} seconds.</source>
            <translation>{count} respuestas, {seconds} segundos.</translation>
        </message>
    </context>
    <context>
        <name>Results</name>
        <message>
            <source>An album that always shows what answers “{text}”. Its name:</source>
            <translation>Un álbum que muestra siempre lo que responde a «{text}». Su nombre:</translation>
        </message>
        <message>
            <source>Keep as a tag</source>
            <translation>Conservar como etiqueta</translation>
        </message>
        <message>
            <source>Save this search</source>
            <translation>Guardar esta búsqueda</translation>
        </message>
        <message>
            <source>Search for something first, then save the search.</source>
            <translation>Busque algo primero y guarde después la búsqueda.</translation>
        </message>
        <message>
            <source>The tag is confirmed for {more} and rejected for {less}, which teaches the machine. Its name:</source>
            <translation>La etiqueta se confirma para {more} y se rechaza para {less}, lo que enseña a la máquina. Su nombre:</translation>
        </message>
    </context>
    <context>
        <name>ReviewPage</name>
        <message>
            <source>Click away the photos that “{tag}” does not fit, then confirm the rest.</source>
            <translation>Quite con un clic las fotos a las que no corresponde «{tag}» y confirme después el resto.</translation>
        </message>
        <message>
            <source>Confirm {yes}</source>
            <translation>Confirmar {yes}</translation>
        </message>
        <message>
            <source>Confirm {yes}, reject {no}</source>
            <translation>Confirmar {yes}, rechazar {no}</translation>
        </message>
        <message>
            <source>Full screen (F11)</source>
            <translation>Pantalla completa (F11)</translation>
        </message>
        <message>
            <source>Many at once</source>
            <translation>Muchas a la vez</translation>
        </message>
        <message>
            <source>None of these</source>
            <translation>Ninguna de estas</translation>
        </message>
        <message>
            <source>None of these fits</source>
            <translation>Ninguna de estas corresponde</translation>
        </message>
        <message>
            <source>One by one</source>
            <translation>Una por una</translation>
        </message>
        <message>
            <source>Reject {no}</source>
            <translation>Rechazar {no}</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Revisar</translation>
        </message>
        <message>
            <source>Skip these</source>
            <translation>Saltar estas</translation>
        </message>
        <message>
            <source>The most certain first: click away the wrong ones</source>
            <translation>Primero las más seguras: quite con un clic las erróneas</translation>
        </message>
        <message>
            <source>The most uncertain first: each answer teaches most</source>
            <translation>Primero las más dudosas: cada respuesta enseña más</translation>
        </message>
        <message>
            <source>{count} left</source>
            <translation>quedan {count}</translation>
        </message>
    </context>
    <context>
        <name>Runs</name>
        <message>
            <source>The engine stopped while it was learning; nothing changed.</source>
            <translation>El motor se detuvo mientras aprendía; nada cambió.</translation>
        </message>
    </context>
    <context>
        <name>Scrubber</name>
        <message>
            <source>Scroll through time</source>
            <translation>Desplazarse por el tiempo</translation>
        </message>
    </context>
    <context>
        <name>SearchBar</name>
        <message>
            <source>Describe a photo: dog on a beach, red car -people, tag:family …</source>
            <translation>Describa una foto: dog on a beach, red car -people, tag:family …</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Buscar</translation>
        </message>
        <message>
            <source>Use what was probably meant</source>
            <translation>Usar lo que probablemente se quiso decir</translation>
        </message>
        <message>
            <source>Use “{word}”  (Tab)</source>
            <translation>Usar «{word}»  (Tab)</translation>
        </message>
    </context>
    <context>
        <name>SearchPart</name>
        <message>
            <source>The picture cannot be kept: {}</source>
            <translation>La imagen no se puede guardar: {}</translation>
        </message>
        <message>
            <source>The picture cannot be used: {}</source>
            <translation>La imagen no se puede usar: {}</translation>
        </message>
    </context>
    <context>
        <name>SearchTools</name>
        <message>
            <source>A to Z</source>
            <translation>De la A a la Z</translation>
        </message>
        <message>
            <source>Best match first</source>
            <translation>Lo mejor primero</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>Olvidar</translation>
        </message>
        <message>
            <source>Keep as a tag…</source>
            <translation>Conservar como etiqueta…</translation>
        </message>
        <message>
            <source>Less like these</source>
            <translation>Menos como estas</translation>
        </message>
        <message>
            <source>More like these</source>
            <translation>Más como estas</translation>
        </message>
        <message>
            <source>Newest first</source>
            <translation>Primero las más recientes</translation>
        </message>
        <message>
            <source>Oldest first</source>
            <translation>Primero las más antiguas</translation>
        </message>
        <message>
            <source>Order of the results</source>
            <translation>Orden de los resultados</translation>
        </message>
        <message>
            <source>Save as album…</source>
            <translation>Guardar como álbum…</translation>
        </message>
        <message>
            <source>Z to A</source>
            <translation>De la Z a la A</translation>
        </message>
        <message>
            <source>less like {photos}</source>
            <translation>menos como {photos}</translation>
        </message>
        <message>
            <source>more like {photos}</source>
            <translation>más como {photos}</translation>
        </message>
    </context>
    <context>
        <name>SensitiveSection</name>
        <message>
            <source>Blur sensitive photos</source>
            <translation>Desenfocar fotos sensibles</translation>
        </message>
        <message>
            <source>Photos that not everybody should see are recognised on this computer, and shown blurred. What was recognised wrongly can be corrected for each photo.</source>
            <translation>Las fotos que no todos deberían ver se reconocen en este equipo y se muestran borrosas. Lo mal reconocido se puede corregir en cada foto.</translation>
        </message>
        <message>
            <source>Searching for is:sensitive finds all of them.</source>
            <translation>La búsqueda is:sensitive las encuentra todas.</translation>
        </message>
        <message>
            <source>Sensitive photos</source>
            <translation>Fotos sensibles</translation>
        </message>
    </context>
    <context>
        <name>Sidebar</name>
        <message>
            <source>Drop photos here</source>
            <translation>Suelte fotos aquí</translation>
        </message>
        <message>
            <source>Drop photos here to make an album of them</source>
            <translation>Suelte fotos aquí para hacer con ellas un álbum</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Lugares</translation>
        </message>
        <message>
            <source>This folder cannot be seen now.</source>
            <translation>Esta carpeta no se puede ver ahora.</translation>
        </message>
    </context>
    <context>
        <name>SimilarStrip</name>
        <message>
            <source>Similar photos</source>
            <translation>Fotos parecidas</translation>
        </message>
    </context>
    <context>
        <name>SingleView</name>
        <message>
            <source>Confirm</source>
            <translation>Confirmar</translation>
        </message>
        <message>
            <source>Does “{tag}” fit {photo}?</source>
            <translation>¿Corresponde «{tag}» a {photo}?</translation>
        </message>
        <message>
            <source>How sure the machine is</source>
            <translation>Cuán segura está la máquina</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>Rechazar</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Saltar</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Espacio</translation>
        </message>
        <message>
            <source>Take back the last answer (Z)</source>
            <translation>Retirar la última respuesta (Z)</translation>
        </message>
        <message>
            <source>{chance} sure</source>
            <translation>{chance} segura</translation>
        </message>
        <message>
            <source>· confirmed</source>
            <translation>· confirmada</translation>
        </message>
        <message>
            <source>· rejected</source>
            <translation>· rechazada</translation>
        </message>
    </context>
    <context>
        <name>StatesDialog</name>
        <message>
            <source>Automatic</source>
            <translation>Automático</translation>
        </message>
        <message>
            <source>Blurry</source>
            <translation>Borrosa</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Documento</translation>
        </message>
        <message>
            <source>How it is</source>
            <translation>Cómo es</translation>
        </message>
        <message>
            <source>No</source>
            <translation>No</translation>
        </message>
        <message>
            <source>Receipt</source>
            <translation>Recibo</translation>
        </message>
        <message>
            <source>Screenshot</source>
            <translation>Captura de pantalla</translation>
        </message>
        <message>
            <source>Sensitive</source>
            <translation>Delicada</translation>
        </message>
        <message>
            <source>What was recognised about {photos}. Your word outweighs the machine's, and stays.</source>
            <translation>Lo que se reconoció sobre {photos}. Su palabra pesa más que la de la máquina, y se conserva.</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Sí</translation>
        </message>
        <message>
            <source>no</source>
            <translation>no</translation>
        </message>
        <message>
            <source>not looked at yet</source>
            <translation>aún sin mirar</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>sí</translation>
        </message>
        <message>
            <source>{some} of {all}</source>
            <translation>{some} de {all}</translation>
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
            <translation> % segura</translation>
        </message>
        <message>
            <source>Add a file…</source>
            <translation>Añadir un archivo…</translation>
        </message>
        <message>
            <source>Add a vocabulary file</source>
            <translation>Añadir un archivo de vocabulario</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Todos los archivos (*)</translation>
        </message>
        <message>
            <source>For which photos</source>
            <translation>Para qué fotos</translation>
        </message>
        <message>
            <source>Further words</source>
            <translation>Más palabras</translation>
        </message>
        <message>
            <source>How sure, in percent</source>
            <translation>Cuán segura, en porcentaje</translation>
        </message>
        <message>
            <source>Look beforehand</source>
            <translation>Mirar antes</translation>
        </message>
        <message>
            <source>Such tags are kept apart from yours; a stricter setting takes them back, and so does Undo.</source>
            <translation>Esas etiquetas se mantienen aparte de las suyas; un ajuste más estricto las retira, y Deshacer también.</translation>
        </message>
        <message>
            <source>Suggest tags</source>
            <translation>Sugerir etiquetas</translation>
        </message>
        <message>
            <source>Tag at once what is nearly certain</source>
            <translation>Etiquetar al momento lo que es casi seguro</translation>
        </message>
        <message>
            <source>Tag at once, without a review, what is at least</source>
            <translation>Etiquetar al momento, sin revisión, lo que sea al menos</translation>
        </message>
        <message>
            <source>Take out</source>
            <translation>Quitar</translation>
        </message>
        <message>
            <source>Take the vocabulary file out</source>
            <translation>Quitar el archivo de vocabulario</translation>
        </message>
        <message>
            <source>Text files (*.txt)</source>
            <translation>Archivos de texto (*.txt)</translation>
        </message>
        <message>
            <source>Text files with one tag a line can add words of your own field.</source>
            <translation>Los archivos de texto con una etiqueta por línea pueden añadir palabras de su propio campo.</translation>
        </message>
        <message>
            <source>The photos are compared with your tags and about a thousand common words. Nothing is tagged: you say yes or no in the review.</source>
            <translation>Las fotos se comparan con sus etiquetas y con unas mil palabras comunes. No se etiqueta nada: usted dice sí o no en la revisión.</translation>
        </message>
        <message>
            <source>Vocabulary files</source>
            <translation>Archivos de vocabulario</translation>
        </message>
    </context>
    <context>
        <name>SuggestedCaptions</name>
        <message>
            <source>The engine is not running; try again when it is back.</source>
            <translation>El motor de búsqueda no está en marcha; inténtelo cuando vuelva.</translation>
        </message>
        <message>
            <source>The photo could not be read.</source>
            <translation>No se pudo leer la foto.</translation>
        </message>
        <message>
            <source>This photo cannot be captioned now.</source>
            <translation>Ahora no se puede escribir un texto para esta foto.</translation>
        </message>
    </context>
    <context>
        <name>SuggestionLine</name>
        <message>
            <source>“{tag}” does not fit (N)</source>
            <translation>«{tag}» no corresponde (N)</translation>
        </message>
        <message>
            <source>“{tag}” fits (Y)</source>
            <translation>«{tag}» corresponde (Y)</translation>
        </message>
    </context>
    <context>
        <name>SuggestionsSection</name>
        <message>
            <source>Confirmed</source>
            <translation>Confirmadas</translation>
        </message>
        <message>
            <source>Every tag has a threshold of its own: how far a photo must stand out from the others before the tag is suggested. It moves with your answers in the review.</source>
            <translation>Cada etiqueta tiene su propio umbral: cuánto debe destacar una foto entre las demás antes de que se sugiera. Se mueve con sus respuestas en la revisión.</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Rechazadas</translation>
        </message>
        <message>
            <source>Suggested</source>
            <translation>Sugeridas</translation>
        </message>
        <message>
            <source>Suggestions</source>
            <translation>Sugerencias</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Etiqueta</translation>
        </message>
        <message>
            <source>Tags and their thresholds</source>
            <translation>Etiquetas y sus umbrales</translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>Umbral</translation>
        </message>
    </context>
    <context>
        <name>TagLine</name>
        <message>
            <source>Add a tag</source>
            <translation>Añadir una etiqueta</translation>
        </message>
    </context>
    <context>
        <name>TagTable</name>
        <message>
            <source>After</source>
            <translation>Después</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Antes</translation>
        </message>
        <message>
            <source>Before and after, tag by tag</source>
            <translation>Antes y después, etiqueta por etiqueta</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Cambio</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Etiqueta</translation>
        </message>
        <message>
            <source>not tested</source>
            <translation>sin comprobar</translation>
        </message>
    </context>
    <context>
        <name>TrashDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Move to the trash</source>
            <translation>Mover a la papelera</translation>
        </message>
        <message>
            <source>Move {} to the trash?</source>
            <translation>¿Mover {} a la papelera?</translation>
        </message>
        <message>
            <source>The files go to the trash of this computer, where you can restore them. Undo brings back tags, albums and ratings, but not the files themselves: restore those from the trash, and they are as they were.</source>
            <translation>Los archivos van a la papelera de este equipo, de donde puede restaurarlos. Deshacer recupera etiquetas, álbumes y valoraciones, pero no los archivos: restáurelos desde la papelera y todo estará como antes.</translation>
        </message>
    </context>
    <context>
        <name>VeilCover</name>
        <message>
            <source>Show it</source>
            <translation>Mostrarla</translation>
        </message>
        <message>
            <source>Show the sensitive photo</source>
            <translation>Mostrar la foto delicada</translation>
        </message>
        <message>
            <source>This photo may be sensitive.</source>
            <translation>Esta foto puede ser delicada.</translation>
        </message>
    </context>
    <context>
        <name>VersionTable</name>
        <message>
            <source>After</source>
            <translation>Después</translation>
        </message>
        <message>
            <source>Answers</source>
            <translation>Respuestas</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Antes</translation>
        </message>
        <message>
            <source>In use</source>
            <translation>En uso</translation>
        </message>
        <message>
            <source>Learnt</source>
            <translation>Aprendido</translation>
        </message>
        <message>
            <source>Not better</source>
            <translation>No mejora</translation>
        </message>
        <message>
            <source>Not proven</source>
            <translation>Sin demostrar</translation>
        </message>
        <message>
            <source>Too little</source>
            <translation>Muy poco</translation>
        </message>
        <message>
            <source>Use it</source>
            <translation>Usarla</translation>
        </message>
        <message>
            <source>Use the version of {when}</source>
            <translation>Usar la versión del {when}</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>Versiones</translation>
        </message>
    </context>
    <context>
        <name>ViewCommands</name>
        <message>
            <source>Colours: {}</source>
            <translation>Colores: {}</translation>
        </message>
        <message>
            <source>as the system</source>
            <translation>como el sistema</translation>
        </message>
        <message>
            <source>dark</source>
            <translation>oscuro</translation>
        </message>
        <message>
            <source>light</source>
            <translation>claro</translation>
        </message>
    </context>
    <context>
        <name>Viewer</name>
        <message>
            <source>Actual size</source>
            <translation>Tamaño real</translation>
        </message>
        <message>
            <source>Back to the photos</source>
            <translation>Volver a las fotos</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>Ajustar</translation>
        </message>
        <message>
            <source>Loading…</source>
            <translation>Cargando…</translation>
        </message>
        <message>
            <source>Next photo</source>
            <translation>Foto siguiente</translation>
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
            <translation>Foto anterior</translation>
        </message>
        <message>
            <source>The original cannot be read now.</source>
            <translation>El original no se puede leer ahora.</translation>
        </message>
        <message>
            <source>This photo cannot be shown now: its file cannot be read.</source>
            <translation>Esta foto no se puede mostrar ahora: su archivo no se puede leer.</translation>
        </message>
        <message>
            <source>{} of {}</source>
            <translation>{} de {}</translation>
        </message>
    </context>
    <context>
        <name>WelcomePage</name>
        <message>
            <source> Choose a folder of photos…</source>
            <translation> Elegir una carpeta de fotos…</translation>
        </message>
        <message>
            <source>A folder of three dozen photos that came with photoclip</source>
            <translation>Una carpeta con tres docenas de fotos incluidas en photoclip</translation>
        </message>
        <message>
            <source>Choose a folder of photos</source>
            <translation>Elegir una carpeta de fotos</translation>
        </message>
        <message>
            <source>Everything stays on this computer. Your photos are opened only for reading, never moved, never changed.</source>
            <translation>Todo se queda en este equipo. Sus fotos se abren solo para leerlas, nunca se mueven ni se modifican.</translation>
        </message>
        <message>
            <source>Find any photo by describing it</source>
            <translation>Encuentre cualquier foto describiéndola</translation>
        </message>
        <message>
            <source>Show photoclip where your photos are. It reads them where they lie, then you can search with your own words: a dog on a beach, red car at night, birthday cake.</source>
            <translation>Muestre a photoclip dónde están sus fotos. Las lee donde están y después puede buscar con sus propias palabras: a dog on a beach, red car at night, birthday cake.</translation>
        </message>
        <message>
            <source>Try it with sample photos</source>
            <translation>Probar con fotos de ejemplo</translation>
        </message>
        <message>
            <source>or drop folders anywhere on this window</source>
            <translation>o suelte carpetas en cualquier parte de esta ventana</translation>
        </message>
    </context>
    <context>
        <name>WordList</name>
        <message>
            <source>All words</source>
            <translation>Todas las palabras</translation>
        </message>
        <message>
            <source>Words that are suggested</source>
            <translation>Palabras que se sugieren</translation>
        </message>
    </context>
    <context>
        <name>WorkStrip</name>
        <message>
            <source>Progress of suggesting tags</source>
            <translation>Progreso de las sugerencias</translation>
        </message>
        <message>
            <source>Stop suggesting tags</source>
            <translation>Dejar de sugerir etiquetas</translation>
        </message>
    </context>
    <context>
        <name>WrittenCaption</name>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Generated by “{writer}”</source>
            <translation>Generado por «{writer}»</translation>
        </message>
        <message>
            <source>Leave this caption</source>
            <translation>Dejar este texto</translation>
        </message>
        <message>
            <source>Let the encoder write one (K)</source>
            <translation>Que el codificador escriba uno (K)</translation>
        </message>
        <message>
            <source>Suggest a caption</source>
            <translation>Sugerir un texto</translation>
        </message>
        <message>
            <source>Take this caption (Shift+K)</source>
            <translation>Aceptar este texto (Mayús+K)</translation>
        </message>
        <message>
            <source>Write no caption</source>
            <translation>No escribir ningún texto</translation>
        </message>
        <message>
            <source>Writing a caption…</source>
            <translation>Escribiendo un texto…</translation>
        </message>
    </context>
    <context>
        <name>_Message</name>
        <message>
            <source>All done</source>
            <translation>Todo listo</translation>
        </message>
        <message>
            <source>Another encoder answers now, and suggestions are each encoder's own. Let tags be suggested again: what you answered counts as before.</source>
            <translation>Ahora responde otro codificador, y cada uno tiene sus propias sugerencias. Pida etiquetas de nuevo: lo que usted respondió cuenta como antes.</translation>
        </message>
        <message>
            <source>Every answer makes the next suggestions of that word better.</source>
            <translation>Cada respuesta mejora las siguientes sugerencias de esa palabra.</translation>
        </message>
        <message>
            <source>Learn your words from what you answered</source>
            <translation>Aprender sus palabras de lo que respondió</translation>
        </message>
        <message>
            <source>Let tags be suggested for an album, a folder, a search or all photos. Here you then say yes or no; nothing is tagged before that.</source>
            <translation>Pida etiquetas para un álbum, una carpeta, una búsqueda o todas las fotos. Aquí dirá después sí o no; antes no se etiqueta nada.</translation>
        </message>
        <message>
            <source>Look at the skipped ones again</source>
            <translation>Volver a mirar las saltadas</translation>
        </message>
        <message>
            <source>Looking for suggestions…</source>
            <translation>Buscando sugerencias…</translation>
        </message>
        <message>
            <source>Nothing waits for you</source>
            <translation>Nada le espera</translation>
        </message>
        <message>
            <source>Personalize</source>
            <translation>Personalizar</translation>
        </message>
        <message>
            <source>Personalize: learn from the answers</source>
            <translation>Personalizar: aprender de las respuestas</translation>
        </message>
        <message>
            <source>Suggest tags</source>
            <translation>Sugerir etiquetas</translation>
        </message>
        <message>
            <source>Suggest tags…</source>
            <translation>Sugerir etiquetas…</translation>
        </message>
        <message>
            <source>The new encoder has suggested nothing yet</source>
            <translation>El codificador nuevo aún no ha sugerido nada</translation>
        </message>
        <message>
            <source>The suggestions cannot be shown</source>
            <translation>No se pueden mostrar las sugerencias</translation>
        </message>
        <message>
            <source>You confirmed {yes} and rejected {no}.</source>
            <translation>Confirmó {yes} y rechazó {no}.</translation>
        </message>
        <message>
            <source>{count} skipped are still open.</source>
            <translation>{count} saltadas siguen abiertas.</translation>
        </message>
    </context>
    <context>
        <name>_Running</name>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Cancel learning</source>
            <translation>Cancelar el aprendizaje</translation>
        </message>
        <message>
            <source>Gathering what you answered…</source>
            <translation>Reuniendo lo que respondió…</translation>
        </message>
        <message>
            <source>How far learning is</source>
            <translation>Cuánto va del aprendizaje</translation>
        </message>
        <message>
            <source>Learning from everything…</source>
            <translation>Aprendiendo de todo…</translation>
        </message>
        <message>
            <source>Looking whether it helps words that it never saw…</source>
            <translation>Mirando si ayuda con palabras que nunca vio…</translation>
        </message>
        <message>
            <source>Making sure that it is not mere chance…</source>
            <translation>Comprobando que no es mera casualidad…</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Deteniendo…</translation>
        </message>
        <message>
            <source>Testing it on photos held out from learning…</source>
            <translation>Probando con fotos apartadas del aprendizaje…</translation>
        </message>
    </context>
    <context>
        <name>completion</name>
        <message>
            <source>A to Z</source>
            <translation>de la A a la Z</translation>
        </message>
        <message>
            <source>a folder and everything below it</source>
            <translation>una carpeta y todo lo que contiene</translation>
        </message>
        <message>
            <source>a photo file to look like</source>
            <translation>un archivo de foto al que parecerse</translation>
        </message>
        <message>
            <source>a place, as in near:51.5,-0.1~5km</source>
            <translation>un lugar, como near:51.5,-0.1~5km</translation>
        </message>
        <message>
            <source>a state, as in is:favourite</source>
            <translation>un estado, como is:favourite</translation>
        </message>
        <message>
            <source>aperture, as in aperture:&lt;=2.8</source>
            <translation>apertura, como aperture:&lt;=2.8</translation>
        </message>
        <message>
            <source>best match first</source>
            <translation>lo mejor primero</translation>
        </message>
        <message>
            <source>bills and receipts</source>
            <translation>facturas y recibos</translation>
        </message>
        <message>
            <source>file names, as in name:IMG_2*</source>
            <translation>nombres de archivo, como name:IMG_2*</translation>
        </message>
        <message>
            <source>file types, as in ext:heic</source>
            <translation>tipos de archivo, como ext:heic</translation>
        </message>
        <message>
            <source>files that are gone</source>
            <translation>archivos que ya no están</translation>
        </message>
        <message>
            <source>files that cannot be read</source>
            <translation>archivos que no se pueden leer</translation>
        </message>
        <message>
            <source>flagged as rejected</source>
            <translation>marcadas como rechazadas</translation>
        </message>
        <message>
            <source>focal length in mm, as in focal:24..70</source>
            <translation>distancia focal en mm, como focal:24..70</translation>
        </message>
        <message>
            <source>hidden behind a blur</source>
            <translation>ocultas tras un desenfoque</translation>
        </message>
        <message>
            <source>moving pictures</source>
            <translation>imágenes en movimiento</translation>
        </message>
        <message>
            <source>newest first</source>
            <translation>primero las más recientes</translation>
        </message>
        <message>
            <source>not sharp</source>
            <translation>sin nitidez</translation>
        </message>
        <message>
            <source>papers and text</source>
            <translation>papeles y texto</translation>
        </message>
        <message>
            <source>photos of an album</source>
            <translation>fotos de un álbum</translation>
        </message>
        <message>
            <source>photos that have a tag</source>
            <translation>fotos con una etiqueta</translation>
        </message>
        <message>
            <source>photos with a short video</source>
            <translation>fotos con un vídeo corto</translation>
        </message>
        <message>
            <source>pictures of a screen</source>
            <translation>imágenes de una pantalla</translation>
        </message>
        <message>
            <source>pixels across, as in width:&gt;=4000</source>
            <translation>píxeles de ancho, como width:&gt;=4000</translation>
        </message>
        <message>
            <source>pixels down, as in height:&gt;=3000</source>
            <translation>píxeles de alto, como height:&gt;=3000</translation>
        </message>
        <message>
            <source>searched before</source>
            <translation>buscado antes</translation>
        </message>
        <message>
            <source>sensitivity, as in iso:&gt;=1600</source>
            <translation>sensibilidad, como iso:&gt;=1600</translation>
        </message>
        <message>
            <source>taken after, as in after:2019-06-30</source>
            <translation>tomada después, como after:2019-06-30</translation>
        </message>
        <message>
            <source>taken before, as in before:2020</source>
            <translation>tomada antes, como before:2020</translation>
        </message>
        <message>
            <source>the camera's own format</source>
            <translation>el formato propio de la cámara</translation>
        </message>
        <message>
            <source>the camera, as in camera:fuji</source>
            <translation>la cámara, como camera:fuji</translation>
        </message>
        <message>
            <source>the lens, as in lens:35mm</source>
            <translation>el objetivo, como lens:35mm</translation>
        </message>
        <message>
            <source>the order, as in sort:date</source>
            <translation>el orden, como sort:date</translation>
        </message>
        <message>
            <source>when it came into the library, as in added:7d</source>
            <translation>cuándo llegó a la biblioteca, como added:7d</translation>
        </message>
        <message>
            <source>when it was taken, as in date:2021-05</source>
            <translation>cuándo se tomó, como date:2021-05</translation>
        </message>
        <message>
            <source>with a place</source>
            <translation>con un lugar</translation>
        </message>
        <message>
            <source>without any tag</source>
            <translation>sin ninguna etiqueta</translation>
        </message>
        <message>
            <source>your favourites</source>
            <translation>sus favoritas</translation>
        </message>
        <message>
            <source>your stars, as in rating:&gt;=3</source>
            <translation>sus estrellas, como rating:&gt;=3</translation>
        </message>
    </context>
</TS>
