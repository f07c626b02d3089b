written-by = Escrito por { $name }
set-up-steps = Los cuatro pasos
set-up-here = Usted está aquí.
set-up-step-terms = Su cuenta y las condiciones
    .about = Se hace una sola vez.
set-up-step-identity = Ver que es usted
    .about = Con su identificación, en su navegador.
set-up-step-details = Sus datos
    .about = Nombre, fecha de nacimiento, dirección, teléfono.
set-up-step-permission = Permiso para buscar
    .about = Puede decir que no y usar Satchel igual.
set-up-later = Ahora no
    .means = Puede mirar. Aún no podemos encontrar registros.
set-up-note-terms = Falta un paso: las condiciones.
set-up-note-identity = Falta un paso: la verificación.
set-up-note-details = Falta un paso: sus datos.
set-up-go-on = Seguir con eso

## Las condiciones

terms-title = Prepare Satchel.
terms-about = Se hace una sola vez. Son cuatro pasos.
terms-organization = Su organización: { $name }
    .about = Satchel trabaja con una organización de su confianza. Esta es la de esta computadora.
terms-account = Su cuenta: { $name }
    .about = Usted inició sesión en { $name }.
terms-not-me = No soy yo
terms-from = Son las condiciones de { $name }, del { $date }.
terms-read = Leerlas
terms-agree = Acepto estas condiciones
terms-first = Primero marque la casilla, si acepta.
terms-accept = Aceptar y seguir
terms-accepting = Guardando su respuesta…

## La verificación de identidad

identity-start = Empezar la verificación
identity-start-again = Hacerla otra vez
identity-opening = Abrimos la verificación.
    .sub = Para esto se abre su navegador.
identity-waiting = Haga la verificación en su navegador.
    .sub = Está abierta en { $host }. Vuelva aquí cuando termine.
identity-confirming = Usted volvió. Le preguntamos a la red.
    .sub = Ella dice si salió bien.
identity-stopped = La verificación no se terminó.
    .sub = Puede empezarla otra vez cuando quiera.
identity-time-is-up = Esperamos y no supimos nada nuevo.
    .sub = Si ya la terminó, vuelva a mirar en un rato. O empiece de nuevo.
identity-proof-proved = Sabemos que es usted.
    .sub = La red dice que todo salió bien.
identity-proof-not-yet = Primero vemos que de verdad es usted.
    .sub = Los lugares solo mandan registros si saben quién pregunta. Para esto se abre su navegador.
identity-proof-under-way = Están mirando su verificación.
    .sub = La red aún no dijo sí ni no. Puede cerrar esto y volver.
identity-proof-again = Hay que ver otra vez que es usted.
    .sub = Su última verificación se venció. Para esto se abre su navegador.
identity-proof-differs = La verificación y sus datos no coinciden.
    .sub = Primero mire sus datos. Luego haga la verificación otra vez.
identity-proof-checker-trouble = La verificación tuvo problemas.
    .sub = No es culpa suya. Puede hacerla otra vez.
identity-proof-failed = La verificación no pudo decir que es usted.
    .sub = Pasa con tarjetas viejas o fotos oscuras. Puede hacerla otra vez.
identity-proof-unknown = No sabemos cómo va su verificación.
    .sub = La red nos dijo algo nuevo. Puede hacer la verificación otra vez.
identity-finished = Ya terminé
identity-look = Volver a mirar
identity-trouble = ¿Algún problema?
identity-reopen = Abrir la página otra vez
identity-stop = Parar por ahora
identity-until = Esperamos hasta las { $time }.
identity-do = Lo que va a hacer
identity-know = Es bueno saberlo
identity-satchel = Lo que sabe Satchel
identity-gets = ¿Qué recibe Satchel?
    .answer = Un sí o un no de la red. Nunca sus fotos.
identity-no = ¿Y si dice que no?
    .answer = Puede hacer la verificación otra vez.

## Los datos

details-title = ¿Están bien estos datos?
details-title-later = Sus datos
details-about = Los lugares los usan para encontrarle.
details-given = Nombre
details-family = Apellido
details-birth-date = Fecha de nacimiento
details-gender = Género registrado
details-phone = Teléfono
details-email = Correo electrónico
details-street = Calle
details-unit = Apartamento o unidad
details-city = Ciudad
details-state = Estado
details-postal-code = Código postal
gender-none = Sin indicar
gender-female = Femenino
gender-male = Masculino
gender-other = Otro
gender-unknown = No se sabe
details-look = { $count ->
    [one] Mire { $count } línea otra vez. Aún no se envió nada.
   *[other] Mire { $count } líneas otra vez. Aún no se envió nada.
}
details-not-right-given = Escriba un nombre
details-not-right-family = Escriba un apellido
details-not-right-birth-date = Escriba un día real del pasado
details-not-right-gender = Elija uno
details-not-right-phone = Escriba al menos 7 números
details-not-right-email = Escríbalo así: nombre@correo.com
details-not-right-street = Que sea una línea corta
details-not-right-city = Que sea una línea corta
details-not-right-state = Dos letras, como WI
details-not-right-postal-code = Cinco números, como 54099
details-differs = No es igual que en su verificación
details-mismatch = { $count ->
    [one] { $count } dato no coincide con su verificación.
   *[other] { $count } datos no coinciden con su verificación.
}
    .sub = { $fields }. Tal vez los lugares no le encuentren hasta que coincidan.
details-mismatch-some = Sus datos no coinciden con su verificación.
    .sub = Mire línea por línea. Escriba lo mismo que en su identificación. Luego haga la verificación otra vez.
details-save = Guardar
details-save-go = Sí, guardar y seguir
details-save-again = Guardar y probar de nuevo
details-saving = Guardando…
details-leave = Dejarlo como está
details-id-old = Mi identificación no está al día
details-tell = Lo que podemos decirle
    .lines = Sabemos qué líneas no son iguales. Ponga lo que dice su identificación. Por su seguridad no mostramos lo que tiene la verificación.
    .none = La red dice que algo no es igual. No dice qué línea.
details-why = Por qué preguntamos
    .answer = Una calle mal escrita o un apellido viejo puede ser la causa de que no se encuentren registros.
details-who = ¿Quién recibe esto?
    .answer = { $name } y la red lo guardan en su cuenta. Los lugares lo ven solo si usted da permiso para buscar.
details-saved = Sus datos están guardados.
