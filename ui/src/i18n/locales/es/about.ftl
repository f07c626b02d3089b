settings-about = Acerca de Satchel
back-about = Volver a Acerca de

about-title = Satchel { $version }
    .built = Hecho el { $day } a partir de { $commit }.
    .trial = Una versión de prueba.
    .free = Software libre: Apache-2.0 o MIT.
about-report = Hacer un informe para ayuda

## Quién hace qué

about-who = Quién hace qué
about-organization = Su organización
    .means = Según los ajustes de aquí. De ella son las condiciones, la línea de ayuda y la verificación.
about-network = La red
    .does = Encuentra lugares y trae registros
about-second = Segunda red
    .does = Envía documentos
about-satchel = Satchel
    .does = Este programa
    .means = No tiene servidor propio.

## Con quién se conecta

about-connects = Con quién se conecta Satchel
about-nothing-else = Con nadie más. Sin contar lo que hace, sin anuncios.
about-browser = La página de un lugar para iniciar sesión se abre en su navegador.
about-demo-connects = Con nadie de fuera. Las redes de la demostración están en esta computadora.
about-for-network = la red
about-for-account = su cuenta
about-for-identity-check = su verificación de identidad
about-for-documents = documentos
about-for-shares = registros compartidos
about-for-staff = ayuda del personal
about-for-other = lo pide su organización

## El trabajo de otros

about-made = Hecho con el trabajo de otros
about-made-font = Las letras. { $licence }
about-made-icons = Íconos. { $licence }
about-made-window = La ventana. { $licence }
about-made-page = La página. { $licence }
about-made-store = Datos bajo llave. { $licence }
about-made-tls = Conexiones seguras. { $licence }
about-more = { $count } más
about-licences = Leer todas las licencias
licences-title = Todas las licencias
    .sub = Con qué está hecho Satchel y bajo qué licencia. Los textos completos vienen con el paquete.
licences-looking = Trayendo la lista…
licences-failed = No se pudo leer la lista.
