# Lo dice el sistema, fuera de la página. Otras personas pueden ver la pantalla: sin nombres, lugares ni números.

outside-landing = Ya puede cerrar esta página
outside-landing-body = Vuelva a Satchel. Allí continúa.
outside-search-ended = La búsqueda terminó
outside-search-ended-body = Abra Satchel para ver qué encontró.
outside-search-stopped = La búsqueda se detuvo
outside-search-stopped-body = Abra Satchel para ver qué puede hacer.

## Cómo se llaman los archivos guardados

outside-file-qr-code = Código QR de Satchel
outside-file-records = Registros de Satchel
outside-file-bundle = Todos los registros para otras aplicaciones
outside-file-record = Registro
outside-file-summary = Resumen de Satchel
outside-file-backup = Respaldo de Satchel
outside-file-activity = Actividad de Satchel
outside-file-report = Informe de Satchel

## En la terminal, antes de que haya una ventana

outside-no-display = Aquí no hay pantalla. Satchel no se puede ver. Ábralo desde su escritorio.
outside-no-window = Satchel no pudo abrir su ventana. ¿Está abierto el escritorio?
outside-no-keychain = En esta computadora no hay un llavero en marcha (Secret Service). Satchel pedirá una frase secreta para guardar sus registros aquí.
outside-page-lost = La ventana pierde su página una y otra vez. Sus registros están a salvo. Reinicie esta computadora y abra Satchel de nuevo.
outside-permission-ends-soon = Un permiso va a terminar
outside-permission-ends-soon-body = Abra Satchel para ver qué lugar le va a pedir algo.

## On the terminal of a clinic's kiosk

outside-kiosk-not-set-up = Esta computadora aún no es un quiosco. Ponga la parte del quiosco en el archivo de ajustes.
outside-kiosk-no-pin = El quiosco no inicia sin un PIN del personal. Haga uno y póngalo en el archivo de ajustes.
outside-kiosk-settings = El archivo de ajustes no sirve. Revíselo primero y luego inicie el quiosco.
outside-kiosk-failed = El quiosco no pudo iniciar. Mire lo que anotó en su bitácora.
outside-kiosk-pin-new = PIN nuevo del personal:
outside-kiosk-pin-again = El mismo PIN otra vez:
outside-kiosk-pin-shape = Un PIN del personal tiene de 4 a 12 dígitos y nada más.
outside-kiosk-pin-differs = Los dos PIN no son iguales. Empiece otra vez.
