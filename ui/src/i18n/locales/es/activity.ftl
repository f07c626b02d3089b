activity-title = Actividad
activity-about = Lo que hicieron usted y Satchel.
activity-kept = Se queda en esta computadora.
activity-forgotten = Satchel lo olvida cuando usted lo cierra.
activity-filter = Mostrar
activity-filter-all = Todo
activity-filter-permissions = Permisos
activity-filter-sharing = Compartir
activity-filter-problems = Problemas
activity-none-all = Aún no hay nada
    .more = Aquí verá lo que hacen usted y Satchel.
activity-none-permissions = Aún no hay nada sobre permisos
activity-none-sharing = Aún no compartió nada
activity-none-problems = Ningún problema hasta ahora
activity-changed = Puede que alguien cambiara algunas líneas.
    .more = No confíe en esta lista. Pida ayuda para saber más.

## Lo que se hizo, un dato, y lo que se intentó cuando no salió bien

activity-failed = Esto no salió bien: { $what }
activity-signed-in = Usted inició sesión
    .more = Satchel puede preguntar a la red por usted.
    .tried = iniciar sesión
activity-signed-out = Usted cerró su sesión
    .more = Satchel no pregunta a la red mientras usted no está.
    .tried = cerrar la sesión
activity-finding-turned-on = Usted encendió la búsqueda de sus registros
    .more = La puede apagar cuando quiera.
    .tried = encender la búsqueda
activity-finding-turned-off = Usted apagó la búsqueda de sus registros
    .more = La red guarda su propia copia.
    .tried = apagar la búsqueda
activity-finding-on-elsewhere = Se encendió la búsqueda de sus registros
    .more = No fue en esta copia. Pudo ser en otro aparato.
    .tried = ver si la búsqueda está encendida
activity-finding-off-elsewhere = Se apagó la búsqueda de sus registros
    .more = No fue en esta copia. Pudo ser en otro aparato.
    .tried = ver si la búsqueda está encendida
activity-search-ended = La búsqueda terminó
    .more = { $count ->
        [one] Encontró { $count } lugar.
       *[other] Encontró { $count } lugares.
    }
    .short = La red lo dice.
    .tried = buscar sus registros
activity-search-stopped = La búsqueda se detuvo
    .more = La red la cerró antes de tiempo. Usted no hizo nada mal.
    .tried = buscar sus registros
activity-place-connected = { $place } se conectó
    .more = La red lo dice.
    .tried = iniciar sesión en { $place }
activity-place-turned-back-on = Usted volvió a encender { $place }
    .more = Vea en Lugares cómo está.
    .tried = volver a encender { $place }
activity-place-turned-off = Usted apagó { $place }
    .more = Lo que llegó de allí se queda.
    .tried = apagar { $place }
activity-place-removed = Usted quitó { $place }
    .more = Pedimos a la red que borre la copia que tiene.
    .tried = quitar { $place }
activity-network-deleted-copy = La red borró la copia que tenía de { $place }
    .more = Lo dice la red.
    .tried = borrar la copia de { $place }
activity-place-hidden = Usted ocultó { $place }
    .more = Solo en esta computadora. No se envió nada.
    .tried = ocultar { $place }
activity-place-shown = Usted mostró { $place } otra vez
    .more = Está en su lista de lugares.
    .tried = mostrar { $place } otra vez
activity-place-vouched = Usted dijo que { $place } es su lugar
    .more = La red guarda que lo dijo.
    .tried = decir que { $place } es su lugar
activity-place-asked-for = Usted pidió a la red que agregue un lugar
    .more = La red no dice cuándo lo hará.
    .tried = pedir a la red un lugar
activity-permission-ends-soon = Su permiso en { $place } va a terminar
    .more = En Lugares ve el día.
    .tried = avisarle de { $place }
activity-sign-in-stopped = Usted paró el inicio de sesión en { $place }
    .more = Puede empezar de nuevo en Lugares.
    .tried = parar el inicio de sesión en { $place }
activity-sign-in-ran-out = Se acabó el tiempo para la sesión en { $place }
    .more = Puede empezar de nuevo en Lugares.
    .tried = iniciar sesión en { $place }
activity-code-made = Usted hizo un código QR para compartir
    .more = Sirve unos 5 minutos. Tiene una clave de 6 números.
    .tried = hacer un código QR
activity-passcode-shown = Usted miró la clave
    .more = Sus 6 números estuvieron en esta pantalla.
    .tried = mostrar la clave
activity-picture-saved = Usted guardó una imagen del código QR
    .more = La clave no está en la imagen.
    .tried = guardar una imagen del código QR
activity-page-saved = Usted guardó una hoja para imprimir
    .more = La clave no está en la hoja.
    .tried = guardar una hoja para imprimir
activity-link-copied = Usted copió la dirección del código QR
    .more = Satchel la quitó otra vez del portapapeles.
    .tried = copiar la dirección del código QR
activity-summary-looked-at = Usted miró lo que ve una clínica
    .more = La red puede tenerlo también en su propia lista.
    .tried = mirar lo que ve una clínica
activity-link-opened = Usted abrió lo que alguien le dio
    .more = Nada se guarda hasta que usted lo diga.
    .tried = abrir lo que alguien le dio
activity-link-kept = Usted guardó lo que alguien le dio
    .more = Ya está en su copia.
    .tried = guardar lo que alguien le dio
activity-copy-made = Satchel hizo su copia aquí
    .more = Solo está en esta computadora.
    .tried = hacer su copia aquí
activity-copy-locked = Su copia quedó bloqueada
    .more = Por usted, o tras un rato sin uso.
    .tried = bloquear su copia
activity-copy-unlocked = Su copia se abrió
    .more = Con el PIN o la frase secreta correcta.
    .tried = abrir su copia
activity-wrong-pin = Alguien escribió un PIN o una frase secreta que no era
    .more = Su copia siguió bloqueada.
    .tried = abrir su copia
activity-pin-set = Usted puso un PIN
    .more = Desde entonces abre su copia.
    .tried = poner un PIN
activity-pin-changed = Usted cambió lo que abre su copia
    .more = Lo de antes ya no sirve.
    .tried = cambiar lo que abre su copia
activity-pin-removed = Usted quitó el PIN
    .more = Ahora su copia no tiene bloqueo propio.
    .tried = quitar el PIN
activity-signed-out-by-network = La red cerró su sesión
    .more = Lo hace para protegerle. Su copia se quedó aquí.
    .tried = seguir con la sesión
activity-copy-put-aside = Su copia de antes quedó aparte
    .more = Está en esta computadora con otro nombre.
    .tried = poner aparte su copia de antes
activity-activity-saved = Usted guardó esta lista en un archivo
    .more = Quien tenga ese archivo la puede leer.
    .tried = guardar esta lista
activity-report-saved = Usted guardó un informe para pedir ayuda
    .more = Solo tiene las líneas que usted vio.
    .tried = guardar un informe
activity-records-came = Llegaron registros
    .more = { $count ->
        [one] Hay { $count } registro nuevo en esta computadora.
       *[other] Hay { $count } registros nuevos en esta computadora.
    }
    .tried = leer sus registros
activity-record-saved = Usted guardó un registro en un archivo
    .more = El archivo está tal como lo envió el lugar.
    .tried = guardar un registro
activity-documents-wanted = Usted pidió sus documentos
    .more = Una segunda red los debía enviar.
    .tried = pedir sus documentos
activity-documents-asked = Salió el pedido de documentos
    .more = La prueba de su verificación se usó una vez.
    .tried = enviar el pedido de documentos
activity-documents-ready = { $count ->
    [0] La segunda red terminó
    [one] La segunda red encontró { $count } documento
   *[other] La segunda red encontró { $count } documentos
}
    .more = Traemos cada uno y vemos que esté completo.
    .tried = preguntar a la segunda red
activity-documents-came = { $count ->
    [0] No llegaron documentos nuevos
    [one] Llegó { $count } documento
   *[other] Llegaron { $count } documentos
}
    .more = Guardados con llave en esta computadora.
    .tried = traer sus documentos
activity-some-documents-came = { $count ->
    [0] Faltan algunos documentos
    [one] Llegó { $count } documento y faltan otros
   *[other] Llegaron { $count } documentos y faltan otros
}
    .more = Puede pedir otra vez. No hace copias dobles.
    .tried = traer sus documentos
activity-documents-failed = Sus documentos no llegaron
    .more = Vea por qué en Mis documentos.
    .tried = pedir sus documentos
activity-documents-stopped = Usted dejó de pedir documentos
    .more = Lo que llegó antes sigue aquí.
    .tried = dejar de pedir documentos
activity-records-taken = Usted guardó todos sus registros en archivos
    .more = Quien tenga esos archivos los puede leer.
    .tried = guardar todos sus registros
activity-summary-saved = Usted guardó un PDF de sus registros
    .more = Quien tenga ese archivo lo puede leer.
    .tried = guardar un PDF de sus registros
activity-backup-made = Usted hizo un respaldo
    .more = Se abre con su contraseña de respaldo.
    .tried = hacer un respaldo
activity-backup-restored = Usted trajo un respaldo
    .more = Su copia aquí es lo que tenía el respaldo.
    .tried = traer un respaldo
activity-record-deleted = Usted borró aquí un registro
    .more = La red y la clínica guardan su propia copia.
    .tried = borrar aquí un registro
activity-file-deleted = Usted borró aquí un archivo
    .more = Lo que se dice de él se queda. La red y la clínica guardan su propia copia.
    .tried = borrar aquí un archivo
activity-place-records-deleted = Usted borró lo que vino de { $place }
    .more = La red y el lugar guardan su propia copia.
    .tried = borrar lo que vino de { $place }
activity-account-closing = Usted pidió cerrar su cuenta en la red
    .more = La red lo hace a su tiempo.
    .tried = cerrar su cuenta
activity-account-kept = Usted dejó su cuenta en la red
    .more = Usted retiró lo que había pedido.
    .tried = dejar su cuenta
activity-everything-removed = Usted borró su copia de aquí
    .more = La lista de lo que pasó se queda.
    .tried = borrar su copia de aquí
activity-code-forgotten = Usted cerró el código QR aquí
    .more = Aún podía servir hasta que terminara su tiempo.
    .tried = cerrar el código QR
activity-terms-accepted = Usted aceptó las condiciones
    .more = En la versión que usted vio.
    .tried = aceptar las condiciones
activity-details-saved = Usted guardó sus datos
    .more = La red los guarda en su cuenta.
    .tried = guardar sus datos
activity-identity-check-began = Usted empezó una verificación de identidad
    .more = Para eso se abrió su navegador.
    .tried = empezar la verificación de identidad
activity-identity-proved = La verificación dice que es usted
    .more = Con ella, Satchel puede pedir sus registros.
    .tried = terminar la verificación de identidad
activity-identity-not-proved = La verificación no pudo decir que es usted
    .more = Puede hacerla otra vez.
    .tried = terminar la verificación de identidad
activity-identity-differs = La verificación no coincide con sus datos
    .more = Puede corregir sus datos.
    .tried = comparar sus datos
activity-identity-check-stopped = La verificación no se terminó
    .more = Puede empezarla otra vez.
    .tried = parar la verificación de identidad

## Esta lista y el informe, como archivos

activity-take = Llevarse esta lista
activity-save = Guardar lo que pasó
    .means = Un archivo para otra aplicación: qué hizo usted y cuándo. No tiene nombres ni datos de salud.
report-open = Guardar un informe para ayuda
report-title = Informe para pedir ayuda
    .sub = Esto es todo lo que va en el archivo. Mírelo antes.
report-has = Lo que tiene
    .what = Horas y números de referencia. Qué pasos salieron bien y cuáles no. Datos de Satchel y de esta computadora.
report-has-not = Lo que no tiene
    .what = Nada de su salud. Ni su nombre, ni la fecha en que nació, ni su PIN, ni una clave.
report-lines = { $count ->
    [one] { $count } línea
   *[other] { $count } líneas
}
report-making = Escribiendo las líneas…
report-save = Guardar este informe
report-send = Satchel no lo envía a nadie. Usted decide quién recibe el archivo.

## Recibos

activity-receipt = Ver recibo
receipt-title = Recibo
receipt-kept = Está en esta copia
receipt-none = Ese recibo no está en esta copia.
receipt-on = Usted encendió la búsqueda de sus registros.
receipt-off = Usted apagó la búsqueda de sus registros.
receipt-allowed = Lo que permitió
receipt-taken-back = Lo que retiró
receipt-who = A quién
    .answer = La red a la que Satchel pregunta por usted
receipt-to-do = Para qué
    .answer = Buscar lugares que tienen sus registros y traerlos
receipt-long = Por cuánto tiempo
    .answer = Hasta que usted lo apague
    .off = Terminó a esta hora
receipt-sent = Qué se envió
    .answer = Su sí. Ningún registro.
    .off = Su no. Ningún registro.
receipt-did = Qué hace
receipt-uncounted = La red no nos dio la lista de sus lugares. Por eso no se contó nada.
receipt-no-places = Aún no había ningún lugar en su lista.
receipt-places = { $count ->
    [one] { $count } lugar
   *[other] { $count } lugares
}
receipt-pauses = En pausa. Debe volver con la búsqueda encendida.
receipt-should-come-back = Debe volver.
receipt-waits-for-sign-in = Espera su inicio de sesión.
receipt-stays-off = Sigue apagado. Lo apagó usted.
receipt-untouched = No entra en esto. Queda como está.
receipt-unclear = No lo sabemos.
receipt-answered = Lo que respondió la red
receipt-active = El permiso está activo
receipt-ended = El permiso terminó
receipt-shown = Las listas de la red ya lo muestran
receipt-not-shown = Las listas de la red aún no lo muestran.
receipt-search-ended = { $count ->
    [one] La búsqueda terminó. { $count } lugar encontrado
   *[other] La búsqueda terminó. { $count } lugares encontrados
}
receipt-search-stopped = La búsqueda se detuvo antes de tiempo
receipt-copy = La red guarda su propia copia de lo que encuentra. Si usted apaga esto, la red no borra esa copia.
receipt-turn-off = Apagar la búsqueda…
receipt-others = Otros recibos
