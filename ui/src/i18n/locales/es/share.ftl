share-ask = ¿Qué quiere compartir?
    .sub = Recibe un código QR para mostrar en la clínica. Sirve unos 5 minutos.
share-what = Qué compartir
share-everything = Todo lo del resumen
    .means = La red pone todo lo que tiene.
share-choose = Elegir
    .means = Elija los tipos de registros.
share-kinds = Tipos de registros
share-kinds-none = Elija al menos un tipo.
share-kinds-no-name = Deje su nombre. Sin él, la clínica puede no saber de quién es el resumen.
share-kind-patient = Nombre y fecha de nacimiento
share-kind-medication-statement = Medicinas
share-kind-allergy-intolerance = Alergias
share-kind-condition = Problemas de salud
share-kind-immunization = Vacunas
share-kind-observation = Resultados de laboratorio y signos vitales
share-kind-procedure = Procedimientos
share-kind-care-plan = Planes de cuidado
share-kind-coverage = Seguro médico
share-kind-none-came = no llegó nada
share-kind-not-counted = sin contar
share-title = Título
share-title-hint = La clínica lee esto primero. No ponga nada privado.
share-title-first = Registros de salud
share-title-none = Sin título todavía
share-title-empty = Escriba un título. Basta una palabra.
share-title-too-long = Haga el título más corto. Use { $longest } letras o menos.
share-title-count = { $length } de { $longest }
share-seen = Lo que verá la clínica
share-person = { $name }, nació el { $date }
share-missing = Puede faltar: { $names }.
share-missing-always = Las hojas escaneadas y los PDF no son parte del resumen.
share-make = Hacer mi código QR
    .means = También recibe una clave de 6 números. La clínica pide las dos cosas. Si la clínica lo abre, guarda una copia.
share-making = Haciéndolo…

## El código QR está vivo

share-qr-name = Código QR para la clínica
share-step-scan = Ellos escanean
share-step-say = Usted dice la clave
share-let-scan = Deje que escaneen este código QR.
share-left = quedan.
share-stops = Deja de servir a las { $time }.
share-scanned = Ya lo escanearon
    .next = Ahora recibe la clave para decirla.
share-seen-what = “{ $title }”. { $what }.
share-after = Después de las { $time } el código QR no sirve. Si la clínica lo abrió, guarda una copia.
share-look = Mirarlo primero
    .means = Cuenta como una visita.
share-looking = Mirando…
share-look-as = { $name } (mirando primero)
share-ways = Otras formas de dar el código QR:
share-ways-none = Ninguna lleva la clave.
share-copy = Copiar enlace
share-copying = Copiando…
share-copied = Copiado. Satchel lo quita del portapapeles después de 30 segundos. No lleva la clave.
share-save = Guardar imagen
share-save-drawing = Guardar dibujo
share-save-page = Hoja para imprimir hasta las { $time }
share-page-after = Después de las { $time } este papel ya no sirve.
share-page-how = Escanéelo en la clínica. También piden una clave, que no está en esta hoja.
share-page-print = Imprímala desde ahí. Después de las { $time } el papel no sirve.
share-full = Pantalla completa
share-full-close = Más pequeño
share-clock-off = { $minutes ->
    [one] El reloj de esta computadora está mal por 1 minuto. Las horas de aquí son de la red.
   *[other] El reloj de esta computadora está mal por { $minutes } minutos. Las horas de aquí son de la red.
}
share-past = Códigos QR que hizo
share-past-when = { $start }, hasta las { $end }.
share-past-all = Mostrar los { $count }
share-saving = Guardando…
share-saved = Se guardó como { $name } en { $folder }. No lleva la clave.
share-new-short = Código QR nuevo
share-done = Terminar de compartir
share-ending = Cerrando…
share-done-said = Terminó. El código QR aún puede servir hasta las { $time }.
share-said-120 = Quedan 2 minutos para el código QR.
share-said-60 = Queda 1 minuto para el código QR.
share-said-30 = Quedan 30 segundos para el código QR.
share-said-ended = El código QR terminó.

## La clave

share-say = Ahora diga esta clave.
share-they-have-it = Ya la tienen
share-back-to-qr = Volver al código QR
share-why-gone = Por qué ya no está el código QR
    .body = Una sola foto no debe tener las dos cosas. Diga la clave. No la escriba en papel. Si fallan muchas veces, el código QR puede quedar cerrado. Entonces haga uno nuevo.
passcode-label = Su clave
passcode-spoken = Clave: { $digits }
passcode-covers = { $seconds ->
    [one] Se tapa en { $seconds } segundo.
   *[other] Se tapa en { $seconds } segundos.
}
passcode-covered = La clave está tapada otra vez.
passcode-cover = Taparla
passcode-hear = Oírla…
passcode-hear-ask = ¿Decirla en voz alta?
    .body = La gente cerca de usted oirá la clave. Use audífonos si puede.
passcode-say = Decirla una vez
passcode-saying = Diciéndola…
passcode-say-not = No decirla
passcode-show = Mostrarla otra vez
passcode-asking = Pidiéndola…

## El código QR terminó

share-ended = Este código QR terminó.
    .body = El código QR ya no sirve. Si la clínica lo abrió, guarda una copia.
share-ended-flap = Dejó de servir a las { $time }
share-ended-caption = { $title } · terminado
share-new = Hacer un código QR nuevo
    .means = Sus opciones quedan igual. También recibe una clave nueva.
share-happened = Qué pasó
share-happened-times = Se hizo a las { $start }, terminó a las { $end }.
share-happened-unseen = No sabemos si alguien lo abrió. Pregunte en la clínica.
