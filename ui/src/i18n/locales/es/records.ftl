# Mirar los registros, encontrar, leer.
records-title = Sus registros
records-not-all = Puede que no esté todo.
records-what-came = Qué llegó y qué no
records-by = Agrupar sus registros
records-by-place = Por lugar
records-by-date = Por fecha
records-by-kind = Por tipo
records-search-label = Buscar en sus registros
records-search = { $count ->
    [one] Buscar en { $count } registro
   *[other] Buscar en { $count } registros
}
records-filter-kind = Tipo
records-filter-place = Lugar
records-all-kinds = Todos los tipos
records-all-places = Todos los lugares
records-list = Registros
records-found = { $count ->
    [0] No está en ningún registro
    [one] Está en { $count } registro
   *[other] Está en { $count } registros
}
records-found-more = Está en más de { $count ->
        [one] { $count } registro
       *[other] { $count } registros
    }
records-reading = Están llegando registros nuevos.
records-read-at = La última vez que miramos: { $when }.
records-left-out = { $count ->
    [one] { $count } registro no se muestra. El lugar dijo que era un error.
   *[other] { $count } registros no se muestran. Los lugares dijeron que eran errores.
}
records-none = Aún no llegaron registros.
records-none-more = Llegan cuando un lugar responde. Usted puede seguir con otras cosas.
records-none-found = Nada coincide con esto.
records-none-found-more = Pruebe con menos palabras, o mire todos los tipos y lugares.
records-clear = Ver todos los registros
records-no-date = Sin fecha
records-no-place = No se dice el lugar
records-back = Volver a los registros
record-new = Nuevo
record-copies = { $count ->
   *[other] { $count } copias
}
record-place-unknown = No se dice el lugar
record-place-no-name = Lugar sin nombre
record-unknown-code = { $code } (no lo conocemos)
record-from-to = { $start } a { $end }
record-since = desde { $start }
record-until = hasta { $end }
record-parts = Partes de este registro
record-from = De { $places }
record-came = Llegó { $when }
record-copy = { $places }, llegó { $when }
record-see-copy = Ver este
record-copies-mean = Estos registros dicen lo mismo. Mostramos uno y guardamos todos.
record-source-means = Lo guardamos tal como llegó. “Guardar” le da ese archivo.
record-gone = La red ya no lo tiene en su lista. Su copia se queda.
record-save = Guardar
record-no-date = Sin fecha
record-none-open = Elija un registro para leerlo aquí.
record-about-file = Sobre este archivo
record-open-file = Abrir { $title }
record-save-file = Guardar este archivo
record-file-deleted = Usted borró aquí un archivo de este registro.
    .more = La red y la clínica guardan su propia copia.
record-no-file = Con este registro no vino un archivo.
    .more = Esto es lo que se dice de él.
record-picture = Imagen: { $title }
record-pdf = Páginas de { $title }
record-page = Página
record-pages = { $count ->
    [one] { $count } página
   *[other] { $count } páginas
}
record-pdf-failed = No podemos mostrar estas páginas. Puede guardar el archivo y abrirlo con otra aplicación.
record-file-mislabelled = La etiqueta de este archivo está mal. Mostramos lo que hay en él.
record-file-too-long = Este archivo es muy grande para mostrarlo.
    .more = Puede guardarlo y abrirlo con otra aplicación.
record-file-damaged = Este archivo está dañado, o solo llegó una parte.
    .more = Puede guardarlo tal como está.
record-file-not-shown = Satchel no puede mostrar este tipo de archivo.
    .more = Puede guardarlo y abrirlo con otra aplicación.
record-over-time = Con el tiempo
record-range-shown = rango en el informe más nuevo: { $low } a { $high }
    .to = rango en el informe más nuevo: hasta { $high }
    .from = rango en el informe más nuevo: desde { $low }
record-as-table = Ver como tabla
record-as-picture = Ver como gráfica
record-chart-means = { $count ->
   *[other] Hecho con { $count } informes que llegaron. Pueden faltar otras pruebas. No es un consejo. Pregunte a su equipo médico qué dicen los números para usted.
}
record-kind-visit = Consultas
record-kind-document = Cartas y notas
record-kind-report = Informes
record-kind-lab = Resultados de laboratorio
record-kind-vital-sign = Medidas
record-kind-medicine = Medicinas
record-kind-condition = Problemas de salud
record-kind-allergy = Alergias
record-kind-vaccine = Vacunas
record-kind-procedure = Procedimientos
record-kind-care-plan = Planes de cuidado
record-kind-insurance = Seguro médico
record-kind-other = Otros
record-notice-shortened = Esta es solo la primera parte. Guárdelo para tenerlo todo.
record-notice-media-not-shown = Aquí no se muestra una imagen del texto.
record-notice-letters-unclear = Algunas letras no se pudieron leer. Se ven como �.
record-notice-from-coded-entries = Una parte no tenía texto. Lo que ve viene de sus datos sueltos.
record-notice-content-missing = No llegó el archivo que este registro nombra.
record-notice-content-unreadable = El archivo de adentro no se pudo leer. Puede guardarlo.
record-notice-entered-in-error-left-out = No están los registros que su lugar llamó un error.
record-notice-meaning-changed = Este registro lleva una marca que no conocemos. Pregunte al lugar antes de confiar en él.
record-notice-unknown-kind = No conocemos este tipo de registro. Usted ve lo que pudimos leer.
complete-title = Qué llegó y qué no
complete-about = Puede que no esté todo. “No llegó nada” no quiere decir que no haya.
complete-records = { $count ->
    [one] { $count } registro
   *[other] { $count } registros
}
complete-row-visits = Consultas
complete-row-medicines = Medicinas
complete-row-labs = Resultados de laboratorio
complete-row-letters = Cartas y notas
complete-row-vaccines = Vacunas
complete-row-pictures = Imágenes de rayos X
complete-row-other = Otros
complete-none-came = no llegó nada
complete-not-sent = no se envía por esta vía
complete-last = Última actualización
complete-no-date = sin fecha
complete-not-above = Lo que no se ve arriba
complete-off = { $count ->
    [0] { $place } está apagado desde { $since }. Aquí no hay registros de allí.
    [one] { $place } está apagado desde { $since }. Su { $count } registro se queda.
   *[other] { $place } está apagado desde { $since }. Sus { $count } registros se quedan.
}
complete-paused = { $count ->
    [0] { $place } está en pausa. Aquí no hay registros de allí.
    [one] { $place } está en pausa. Su { $count } registro se queda.
   *[other] { $place } está en pausa. Sus { $count } registros se quedan.
}
complete-trouble = { $place } tuvo un problema. Puede que falten algunos registros.
complete-needs-sign-in = { $place } le pide que inicie sesión. Hasta entonces no llega nada nuevo de allí.
complete-failed = { $kind }: no se pudo leer todo.
complete-files = { $count ->
    [one] { $count } archivo no llegó.
   *[other] { $count } archivos no llegaron.
}
complete-unreadable = { $count ->
    [one] { $count } registro no se pudo leer.
   *[other] { $count } registros no se pudieron leer.
}
complete-never-read = Aún no hemos mirado.
complete-again = Volver a mirar
complete-missing = ¿Le falta algo?
complete-ask = Pida al lugar “todos mis registros, con notas e imágenes”.
    .right = En EE. UU. usted tiene derecho a pedirlos.
