"""Refusals on the way in: status, title and detail in Russian, the same in English."""

ACCESS_ERRORS: dict[str, tuple[int, str, str, str, str]] = {
    "invitation_over": (
        410,
        "Приглашение не действует",
        "Ссылка уже использована, отозвана, заменена новой или истекла. Попросите прислать приглашение снова.",
        "The invitation is over",
        "The link was used, withdrawn, replaced by a newer one, or it ran out. Ask for a new invitation.",
    ),
    "invitation_for_another": (
        409,
        "Приглашение отправлено на другой адрес",
        "Оно принимается под тем адресом, на который пришло. Выйдите и войдите с ним.",
        "The invitation is for another address",
        "It is accepted under the address that it was sent to. Sign out, and in with that one.",
    ),
    "account_exists": (
        409,
        "Вход с этим адресом уже есть",
        "Войдите со своим паролем, и приглашение можно будет принять.",
        "This address signs in already",
        "Sign in with your own password, and accept the invitation then.",
    ),
    "already_invited": (
        409,
        "Приглашение уже отправлено",
        "На адрес {email} приглашение уже есть. Отправьте его снова или отзовите.",
        "Invited already",
        "There is an invitation for {email}. Send it again, or withdraw it.",
    ),
    "already_member": (
        409,
        "Этот человек уже работает в организации",
        "Адрес {email} уже есть среди людей организации. Роль и срок меняются в их списке.",
        "This person is there already",
        "{email} is among the people of the organisation. Change the role and the term in their list.",
    ),
    "last_admin": (
        409,
        "Это последний администратор организации",
        "Сначала назначьте другого бессрочного администратора. Если назначать некого, обратитесь в СРО.",
        "This is the last admin of the organisation",
        "Make somebody else an admin without an end first. If there is nobody, ask the SRO.",
    ),
    "organisation_closed": (
        409,
        "Организация не действует",
        "Доступ открывают организациям, которые состоят в реестре. Проверьте ее статус.",
        "The organisation is not in force",
        "Only the people of organisations in the register get in. Look at its status.",
    ),
    "organisation_unknown": (
        409,
        "Организации нет в реестре",
        "ИНН {inn} не найден среди членов СРО. Сначала внесите организацию в реестр.",
        "The organisation is not in the register",
        "ИНН {inn} is not among the members. Enter the organisation in the register first.",
    ),
    "request_decided": (
        409,
        "Решение уже принято",
        "Эту заявку уже рассмотрели. Обновите страницу.",
        "It was decided already",
        "Somebody has decided on this request. Reload the page.",
    ),
    "place_closed": (
        409,
        "Перейти туда нельзя",
        "Полномочия в этой организации закончились или ее доступ закрыт. Обновите страницу.",
        "You cannot go there",
        "Your authority there has ended, or the organisation's access is closed. Reload the page.",
    ),
    "rules_due": (
        403,
        "Примите правила пользования",
        "Правила изменились. Примите их, и кабинет откроется. Сдавать отчеты можно и до этого.",
        "Accept the rules of use",
        "The rules have changed. Accept them to go on. Reports can be handed in before that.",
    ),
    "rules_changed": (
        409,
        "Вышла новая версия правил",
        "Пока вы читали, правила изменились. Обновите страницу и прочитайте их.",
        "There is a new version of the rules",
        "The rules changed while you read. Reload the page and read them.",
    ),
}

ACCESS_FIELDS: dict[str, tuple[str, str]] = {
    "role_of_member": (
        "Роль внутри организации: администратор или работник.",
        "A role within an organisation: admin or user.",
    ),
    "rules_unread": ("Примите правила пользования.", "Accept the rules of use."),
}
