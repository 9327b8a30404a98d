---@meta
-- What scripts find in Hostler. Made by `hostler hook types` from the engine's own descriptions.
--
-- Not here: io, os, package, debug, coroutine, load, require, collectgarbage. The patterns of string.find, match,
-- gmatch and gsub are regular expressions in RE2's syntax (\d \s \w, (?i), lazy *?), not Lua's; %1 in a replacement
-- is as ever.

---What a before hook may return.
---@class hostler.Verdict

---@class hostler.HookOptions
---@field name? string what the hook is called in the admin
---@field priority? integer lower ones are asked first; 0 when left out

---@class hostler.BeforeHookOptions: hostler.HookOptions
---@field fail? "open"|"closed" what a failure of the hook counts for

---Refuses what the event asks about: `return refuse("vip_grace", "VIP clients keep their service.")`
---@param code string lower case letters, digits and _
---@param sentence string for the person who is refused
---@return hostler.Verdict
function refuse(code, sentence) end

---Changes what the event asks about: `return amend{ discount = 500 }`
---@param fields table
---@return hostler.Verdict
function amend(fields) end

---@class hostler.Decision
---@field action string

---@class hostler.Rule
---@field name string
---@field title? string
---@field when string a cron expression of five fields, in the tenant's zone
---@field select string what is looked through
---@field days? { before_due?: integer|integer[], after_due?: integer|integer[], grace?: integer|"product" }
---@field once? string[] columns: for the same values it acts once only
---@field fee? { fixed?: integer, percent?: string|integer, at_least?: integer, at_most?: integer, label?: string }
---@field action? string what is done with each row where there is no decide
---@field decide? fun(row: table): string|hostler.Decision
---@field limit? integer rows of one run beyond which a person is asked first
---@field late_limit? integer the same where no run was finished for more than three days
---@field enabled? boolean
---@field settings? table

---`return rule { … }` at the end of a file in scripts/rules.
---@param declaration hostler.Rule
---@return hostler.Rule
function rule(declaration) end

hostler = {}

---The time of the engine's clock in Unix seconds.
---@return integer
function hostler.now() end
---Today in the tenant's zone, as "2026-02-28".
---@return string
function hostler.today() end
---@param from string a date like "2026-02-28"
---@param to string
---@return integer
function hostler.days_between(from, to) end
---@param date string
---@param days integer
---@return string
function hostler.add_days(date, days) end

hostler.log = {}
---@param text string
---@param facts? table ids and numbers, no names
function hostler.log.info(text, facts) end
---@param text string
---@param facts? table
function hostler.log.warning(text, facts) end
---@param text string
---@param facts? table
function hostler.log.error(text, facts) end

---@class hostler.json
---@field null lightuserdata stands for null where nil would leave the member out
hostler.json = {}
---@param value any
---@return string
function hostler.json.encode(value) end
---@param text string
---@return any
function hostler.json.decode(text) end
---Marks a table as a list, which an empty one does not show by itself.
---@generic T
---@param table T
---@return T
function hostler.json.list(table) end

hostler.re2 = {}
---The pattern that matches this text and nothing else.
---@param text string
---@return string
function hostler.re2.quote(text) end

hostler.actions = {}
---Lets an order go ahead before it is paid; it stays owed.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: actions accept_order` at the head of the script.
---@param order_id string as in event.order
function hostler.actions.accept_order(order_id) end
---Notes something that a client is invoiced for later.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: actions add_billable_item` at the head of the script.
---@param client_id string as in event.client_id
---@param description string the invoice's line
---@param amount integer in minor units of the client's currency
---@param options? { invoice_from?: string, quantity?: integer|string, sac?: string } quantity, sac, and invoice_from: a date from which it is invoiced by itself; with the next renewal when left out
---@return { id?: string }
function hostler.actions.add_billable_item(client_id, description, amount, options) end
---Gives a client credit.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: actions add_credit` at the head of the script.
---@param client_id string as in event.client_id
---@param amount integer in minor units of the client's currency
---@param reason string a sentence, for the record
function hostler.actions.add_credit(client_id, amount, reason) end
---Answers a ticket, in the name of its department.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: actions answer_ticket` at the head of the script.
---@param ticket_id string as in event.ticket
---@param message string Markdown
---@param options? { status?: "open"|"answered"|"customer_reply"|"on_hold"|"closed" } status: of the ticket afterwards, "answered" when left out
function hostler.actions.answer_ticket(ticket_id, message, options) end
---Takes an unpaid invoice back, by a credit note.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: actions cancel_invoice` at the head of the script.
---@param invoice_id string as in event.invoice
---@param reason string a sentence, for the record
function hostler.actions.cancel_invoice(invoice_id, reason) end
---Cancels an order that is not paid, and its invoice.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: actions cancel_order` at the head of the script.
---@param order_id string as in event.order
---@param reason string a sentence, for the record
function hostler.actions.cancel_order(order_id, reason) end
---Closes a ticket; its client is asked how it was.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: actions close_ticket` at the head of the script.
---@param ticket_id string as in event.ticket
function hostler.actions.close_ticket(ticket_id) end
---Issues an invoice with lines of one's own; before.invoice_issue hooks are asked first.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: actions issue_invoice` at the head of the script.
---@param client_id string as in event.client_id
---@param lines ({ amount: integer, description: string, quantity?: integer|string, sac?: string })[] amounts in minor units of the client's currency, without tax
---@param options? { due_date?: string, notes?: string } of the invoice
---@return { id?: string, number?: string, total?: integer }
function hostler.actions.issue_invoice(client_id, lines, options) end
---Stops an order as fraud: what runs of it is suspended.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: actions mark_order_fraud` at the head of the script.
---@param order_id string as in event.order
---@param reason string a sentence, for the record
function hostler.actions.mark_order_fraud(order_id, reason) end
---Writes something down about a client, for staff.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: actions note_client` at the head of the script.
---@param client_id string as in event.client_id
---@param message string up to 5,000 characters
function hostler.actions.note_client(client_id, message) end
---Notes something in a ticket for staff alone.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: actions note_ticket` at the head of the script.
---@param ticket_id string as in event.ticket
---@param message string Markdown
function hostler.actions.note_ticket(ticket_id, message) end
---Opens a ticket with a client, as staff do: the client is told by mail.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: actions open_ticket` at the head of the script.
---@param client_id string as in event.client_id
---@param subject string one line
---@param message string Markdown
---@param options? { department_id?: string, priority?: "low"|"normal"|"high"|"urgent", service_id?: string } service_id: what it is about
---@return { id?: string, label?: string }
function hostler.actions.open_ticket(client_id, subject, message, options) end
---Suspends a service; before.suspend hooks are asked first.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: actions suspend_service` at the head of the script.
---@param service_id string as in event.service
---@param reason? "staff"|"abuse" "staff" when left out
function hostler.actions.suspend_service(service_id, reason) end
---Ends a service for good, after a last backup.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: actions terminate_service` at the head of the script.
---@param service_id string as in event.service
---@param reason string a sentence, for the record
function hostler.actions.terminate_service(service_id, reason) end
---Brings a suspended service back, unless its invoice is overdue.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: actions unsuspend_service` at the head of the script.
---@param service_id string as in event.service
function hostler.actions.unsuspend_service(service_id) end
---A client of this shop; no addresses, no tax numbers.
---@param id string as in event.client_id
---@return hostler.Client
function hostler.client(id) end
---Sends a client a mail of plain text, once for each event and subject.
---Written down and not done in a test run; not for a rule's decide.
---Needs `-- needs: email` at the head of the script.
---@param client_id string who gets it
---@param subject string one line
---@param text string paragraphs
function hostler.email(client_id, subject, text) end

hostler.http = {}
---Sends a server a DELETE, once for an event however often its hook is run, with an Idempotency-Key.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: http` at the head of the script.
---@param url string https, of a host that the head names
---@param options? { again?: boolean, headers?: table<string, string> } headers; again: send it once more where nobody knows what came of it
---@return { body: string, headers: table<string, string>, ok: boolean, status: integer }
function hostler.http.delete(url, options) end
---Asks a server; sent in a test run, too.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: http` at the head of the script.
---@param url string https, of a host that the head names
---@param options? { headers?: table<string, string> } headers
---@return { body: string, headers: table<string, string>, ok: boolean, status: integer }
function hostler.http.get(url, options) end
---Sends a server a PATCH, once for an event however often its hook is run, with an Idempotency-Key.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: http` at the head of the script.
---@param url string https, of a host that the head names
---@param body? string|table|any[] a text, or a table that is sent as JSON
---@param options? { again?: boolean, headers?: table<string, string> } headers; again: send it once more where nobody knows what came of it
---@return { body: string, headers: table<string, string>, ok: boolean, status: integer }
function hostler.http.patch(url, body, options) end
---Sends a server a POST, once for an event however often its hook is run, with an Idempotency-Key.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: http` at the head of the script.
---@param url string https, of a host that the head names
---@param body? string|table|any[] a text, or a table that is sent as JSON
---@param options? { again?: boolean, headers?: table<string, string> } headers; again: send it once more where nobody knows what came of it
---@return { body: string, headers: table<string, string>, ok: boolean, status: integer }
function hostler.http.post(url, body, options) end
---Sends a server a PUT, once for an event however often its hook is run, with an Idempotency-Key.
---Written down and not done in a test run; not for a rule's decide.
---Only for hooks that are told of what has happened, not for before.* ones.
---Needs `-- needs: http` at the head of the script.
---@param url string https, of a host that the head names
---@param body? string|table|any[] a text, or a table that is sent as JSON
---@param options? { again?: boolean, headers?: table<string, string> } headers; again: send it once more where nobody knows what came of it
---@return { body: string, headers: table<string, string>, ok: boolean, status: integer }
function hostler.http.put(url, body, options) end
---An issued invoice of this shop. Amounts are in minor units.
---@param id string as in event.invoice
---@return hostler.Invoice
function hostler.invoice(id) end

hostler.kv = {}
---What kv.set stored under this key; nil when there is nothing.
---@param key string of 1 to 100 bytes; shared by all scripts of the tenant
---@return any
function hostler.kv.get(key) end
---Stores any data of up to 8 KB; nil forgets the key.
---Written down and not done in a test run; not for a rule's decide.
---@param key string of 1 to 100 bytes; shared by all scripts of the tenant
---@param value? any
function hostler.kv.set(key, value) end
---A service of this shop. Amounts are in minor units.
---@param id string as in event.service
---@return hostler.Service
function hostler.service(id) end
---One of this shop's choices, such as "renewal.grace_days".
---@param name string as on the page of settings
---@return any
function hostler.setting(name) end

---@class hostler.Client
---@field company? string
---@field country? string
---@field currency? string
---@field group? string
---@field id? string
---@field language? string
---@field name? string
---@field number? string
---@field state? string
---@field status? string

---@class hostler.Invoice
---@field balance? integer
---@field client_id? string
---@field currency? string
---@field due_date? string
---@field id? string
---@field issue_date? string
---@field kind? string
---@field number? string
---@field status? string
---@field total? integer

---@class hostler.Service
---@field billed_until? string
---@field cancel_on? string
---@field client_id? string
---@field currency? string
---@field cycle? string
---@field domain? string
---@field hostname? string
---@field id? string
---@field paid_until? string
---@field price? integer
---@field product_id? string
---@field provisioning? string
---@field quantity? integer
---@field status? string
---@field suspension_reason? string
---@field title? string

---@class hostler.event.account.activated
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string

---@class hostler.event.account.changed
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field fields? string[]
---@field happened_at? string

---@class hostler.event.account.impersonation_started
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field session string
---@field staff string

---@class hostler.event.account.registered
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field number string
---@field user string

---@class hostler.event.account.suspended
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field reason string

---@class hostler.event.api_key.created
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field key string

---@class hostler.event.api_key.revoked
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field key string

---@class hostler.event.before.checkout
---@field client_id? string
---@field items? { action?: string, cycle?: string, domain?: string, product_id?: string, quantity?: integer, years?: integer }[]
---@field total? { amount?: integer, currency?: string }

---@class hostler.event.before.invoice_issue
---@field client_id? string
---@field items? { action?: string, cycle?: string, domain?: string, product_id?: string, quantity?: integer, years?: integer }[]
---@field kind? string
---@field product_id? string
---@field service_id? string
---@field title? string
---@field total? { amount?: integer, currency?: string }

---@class hostler.event.before.suspend
---@field client_id? string
---@field days_overdue? integer
---@field invoice_id? string
---@field product_id? string
---@field reason? string
---@field service_id? string
---@field title? string

---@class hostler.event.before.terminate
---@field client_id? string
---@field days_overdue? integer
---@field invoice_id? string
---@field product_id? string
---@field reason? string
---@field service_id? string
---@field title? string

---@class hostler.event.compute.action_finished
---@field action string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field resource? string
---@field service string
---@field state "running"|"succeeded"|"failed"

---@class hostler.event.dns.zone_active
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field name string
---@field zone string

---@class hostler.event.dns.zone_needs_attention
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field name string
---@field reason string
---@field zone string

---@class hostler.event.dns.zone_published
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field name string
---@field serial integer
---@field zone string

---@class hostler.event.dns.zone_removed
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field name string
---@field zone string

---@class hostler.event.dns.zone_signed
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field name string
---@field on boolean
---@field signers? { algorithm: integer, digest: string, digest_type: integer, key_tag: integer }[]
---@field zone string

---@class hostler.event.domain.changed
---@field account string
---@field client_id? string
---@field domain string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field name string

---@class hostler.event.domain.expired
---@field account string
---@field client_id? string
---@field domain string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field name string

---@class hostler.event.domain.expiring
---@field account string
---@field auto_renew boolean
---@field client_id? string
---@field days_left integer
---@field domain string
---@field event? string
---@field event_id? string
---@field expires_on string
---@field happened_at? string
---@field name string

---@class hostler.event.domain.in_redemption
---@field account string
---@field client_id? string
---@field domain string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field name string

---@class hostler.event.domain.lost
---@field account string
---@field client_id? string
---@field domain string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field name string
---@field status "pending"|"active"|"expired"|"redemption"|"transferring"|"transferred_away"|"cancelled"|"failed"

---@class hostler.event.domain.needs_attention
---@field account string
---@field client_id? string
---@field domain string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field name string
---@field reason string
---@field step string

---@class hostler.event.domain.refused
---@field account string
---@field action "register"|"transfer"|"renew"|"restore"
---@field client_id? string
---@field domain string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field name string
---@field reason string

---@class hostler.event.domain.registered
---@field account string
---@field client_id? string
---@field domain string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field name string

---@class hostler.event.domain.renewed
---@field account string
---@field client_id? string
---@field domain string
---@field event? string
---@field event_id? string
---@field expires_on string
---@field happened_at? string
---@field name string

---@class hostler.event.domain.transferred_in
---@field account string
---@field client_id? string
---@field domain string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field name string

---@class hostler.event.hook.disabled
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field hook string
---@field reason string

---@class hostler.event.hook.failing
---@field client_id? string
---@field event? string
---@field event_id? string
---@field failures integer
---@field happened_at? string
---@field hook string
---@field reason string

---@class hostler.event.invoice.cancelled
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field invoice string
---@field number string
---@field reason string

---@class hostler.event.invoice.issued
---@field account string
---@field client_id? string
---@field due_date string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field invoice string
---@field kind "order"|"renewal"|"upgrade"|"manual"|"debit_note"|"usage"
---@field number string
---@field total { amount: integer, currency: string } Whole minor units of a currency: paise, cents.

---@class hostler.event.invoice.paid
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field invoice string
---@field kind "order"|"renewal"|"upgrade"|"manual"|"debit_note"|"usage"
---@field number string
---@field total { amount: integer, currency: string } Whole minor units of a currency: paise, cents.

---@class hostler.event.invoice.reissued
---@field account string
---@field after string
---@field before string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field number_after string
---@field number_before string

---@class hostler.event.order.accepted
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field order string

---@class hostler.event.order.cancelled
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field order string
---@field reason string

---@class hostler.event.order.placed
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field invoice string
---@field order string
---@field total { amount: integer, currency: string } Whole minor units of a currency: paise, cents.

---@class hostler.event.payment.debit_announced
---@field account string
---@field amount { amount: integer, currency: string } Whole minor units of a currency: paise, cents.
---@field charge_at string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field invoice string
---@field method string
---@field number string

---@class hostler.event.payment.dispute_opened
---@field account string
---@field amount { amount: integer, currency: string } Whole minor units of a currency: paise, cents.
---@field client_id? string
---@field dispute string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field invoices? string[]
---@field payment string
---@field reason string
---@field respond_by? string

---@class hostler.event.payment.disputed
---@field account string
---@field amount { amount: integer, currency: string } Whole minor units of a currency: paise, cents.
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field invoices? string[]
---@field payment string
---@field won boolean

---@class hostler.event.payment.failed
---@field account string
---@field client_id? string
---@field code string
---@field event? string
---@field event_id? string
---@field gateway string
---@field happened_at? string
---@field invoices? string[]
---@field message string
---@field payment string

---@class hostler.event.payment.needs_client
---@field account string
---@field amount { amount: integer, currency: string } Whole minor units of a currency: paise, cents.
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field invoice string
---@field number string
---@field payment? string
---@field reason string

---@class hostler.event.payment.proof_sent
---@field account string
---@field amount { amount: integer, currency: string } Whole minor units of a currency: paise, cents.
---@field client_id? string
---@field event? string
---@field event_id? string
---@field gateway string
---@field happened_at? string
---@field invoices? string[]
---@field payment string

---@class hostler.event.payment.received
---@field account string
---@field amount { amount: integer, currency: string } Whole minor units of a currency: paise, cents.
---@field client_id? string
---@field event? string
---@field event_id? string
---@field gateway string
---@field happened_at? string
---@field invoices? string[]
---@field payment? string
---@field transaction string

---@class hostler.event.payment.refunded
---@field account string
---@field amount { amount: integer, currency: string } Whole minor units of a currency: paise, cents.
---@field client_id? string
---@field destination string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field invoices? string[]
---@field payment? string

---@class hostler.event.quote.sent
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field quote string
---@field title string
---@field total { amount: integer, currency: string } Whole minor units of a currency: paise, cents.
---@field valid_until string

---@class hostler.event.rule.failed
---@field client_id? string
---@field disabled boolean
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field reason string
---@field rule string
---@field run string

---@class hostler.event.rule.held
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field limit integer
---@field rule string
---@field run string
---@field wanted integer

---@class hostler.event.server.failing
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field name string
---@field reasons? { code: string, message: string }[]
---@field server string

---@class hostler.event.server.recovered
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field name string
---@field reasons? { code: string, message: string }[]
---@field server string

---@class hostler.event.service.active
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field service string
---@field title string

---@class hostler.event.service.cancellation_requested
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field on? string
---@field service string
---@field title string

---@class hostler.event.service.changed
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field service string
---@field title string

---@class hostler.event.service.imported
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field service string
---@field title string

---@class hostler.event.service.needs_attention
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field reason string
---@field service string
---@field step string
---@field title string

---@class hostler.event.service.price_announced
---@field account string
---@field client_id? string
---@field cycle "one_time"|"hourly"|"monthly"|"quarterly"|"semi_annually"|"annually"|"biennially"|"triennially"
---@field effective_on string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field old_price { amount: integer, currency: string } Whole minor units of a currency: paise, cents.
---@field price { amount: integer, currency: string } Whole minor units of a currency: paise, cents.
---@field service string
---@field title string

---@class hostler.event.service.suspended
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field invoice? string
---@field reason "overdue"|"abuse"|"dispute"|"client"|"staff"
---@field service string
---@field title string

---@class hostler.event.service.terminated
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field reason string
---@field service string
---@field title string

---@class hostler.event.service.unsuspended
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field service string
---@field title string

---@class hostler.event.service.usage_high
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field limit integer
---@field percent integer
---@field service string
---@field title string
---@field used integer
---@field what string

---@class hostler.event.staff.changed
---@field change string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field user string

---@class hostler.event.tax_number.refused
---@field account string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field tax_id string

---@class hostler.event.ticket.closed
---@field account? string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field subject string
---@field ticket string

---@class hostler.event.ticket.opened
---@field account? string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field subject string
---@field ticket string

---@class hostler.event.ticket.replied
---@field account? string
---@field by "client"|"staff"|"system"
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field subject string
---@field ticket string

---@class hostler.event.usage.budget_reached
---@field account_id string
---@field budget { amount: integer, currency: string } Whole minor units of a currency: paise, cents.
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field percent integer
---@field spent { amount: integer, currency: string } Whole minor units of a currency: paise, cents.
---@field stopped boolean

---@class hostler.event.usage.reached
---@field account_id string
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field included string
---@field meter string
---@field percent integer
---@field service_id string
---@field title string
---@field unit string
---@field used string

---@class hostler.event.user.changed
---@field client_id? string
---@field event? string
---@field event_id? string
---@field fields? string[]
---@field happened_at? string
---@field user string

---@class hostler.event.user.email_changed
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field user string

---@class hostler.event.user.email_verified
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field user string

---@class hostler.event.user.locked
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field until string
---@field user string

---@class hostler.event.user.password_changed
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field how string
---@field user string

---@class hostler.event.user.refresh_token_reused
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field session string
---@field user string

---@class hostler.event.user.removed
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field user string

---@class hostler.event.user.second_factor_disabled
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field user string

---@class hostler.event.user.second_factor_enabled
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field user string

---@class hostler.event.user.signed_in
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field second_factor boolean
---@field session string
---@field user string

---@class hostler.event.user.signed_out
---@field client_id? string
---@field event? string
---@field event_id? string
---@field happened_at? string
---@field session string
---@field user string

---Has a function asked (before.*) or told (all others) about an event.
---
---`account.activated`: Staff lifted an account's suspension.
---
---@overload fun(event: "account.activated", hook: fun(event: hostler.event.account.activated), options?: hostler.HookOptions)
---`account.changed`: An account's profile, address, tax identity or preferences changed.
---
---@overload fun(event: "account.changed", hook: fun(event: hostler.event.account.changed), options?: hostler.HookOptions)
---`account.impersonation_started`: A staff member began to act in a client's place.
---
---@overload fun(event: "account.impersonation_started", hook: fun(event: hostler.event.account.impersonation_started), options?: hostler.HookOptions)
---`account.registered`: Somebody completed a sign-up and has an account.
---
---@overload fun(event: "account.registered", hook: fun(event: hostler.event.account.registered), options?: hostler.HookOptions)
---`account.suspended`: Staff suspended an account: it may sign in, pay and write tickets.
---
---@overload fun(event: "account.suspended", hook: fun(event: hostler.event.account.suspended), options?: hostler.HookOptions)
---`api_key.created`: An API key was made.
---
---@overload fun(event: "api_key.created", hook: fun(event: hostler.event.api_key.created), options?: hostler.HookOptions)
---`api_key.revoked`: An API key was revoked.
---
---@overload fun(event: "api_key.revoked", hook: fun(event: hostler.event.api_key.revoked), options?: hostler.HookOptions)
---`before.checkout`: A client is about to place an order.
---
---@overload fun(event: "before.checkout", hook: fun(event: hostler.event.before.checkout): hostler.Verdict?, options?: hostler.BeforeHookOptions)
---`before.invoice_issue`: An invoice is about to be issued: for an order, a service's next term or a change of plan, or by staff.
---
---@overload fun(event: "before.invoice_issue", hook: fun(event: hostler.event.before.invoice_issue): hostler.Verdict?, options?: hostler.BeforeHookOptions)
---`before.suspend`: A service is about to be suspended, by a rule or a person.
---
---@overload fun(event: "before.suspend", hook: fun(event: hostler.event.before.suspend): hostler.Verdict?, options?: hostler.BeforeHookOptions)
---`before.terminate`: A rule is about to end a service.
---
---@overload fun(event: "before.terminate", hook: fun(event: hostler.event.before.terminate): hostler.Verdict?, options?: hostler.BeforeHookOptions)
---`compute.action_finished`: Something asked of a server, or of what belongs to it, has ended.
---
---@overload fun(event: "compute.action_finished", hook: fun(event: hostler.event.compute.action_finished), options?: hostler.HookOptions)
---`dns.zone_active`: A zone is served: the provider has proved it.
---
---@overload fun(event: "dns.zone_active", hook: fun(event: hostler.event.dns.zone_active), options?: hostler.HookOptions)
---`dns.zone_needs_attention`: Something about a zone needs a person.
---
---@overload fun(event: "dns.zone_needs_attention", hook: fun(event: hostler.event.dns.zone_needs_attention), options?: hostler.HookOptions)
---`dns.zone_published`: A version of a zone's records was published.
---
---@overload fun(event: "dns.zone_published", hook: fun(event: hostler.event.dns.zone_published), options?: hostler.HookOptions)
---`dns.zone_removed`: A zone is served no more.
---
---@overload fun(event: "dns.zone_removed", hook: fun(event: hostler.event.dns.zone_removed), options?: hostler.HookOptions)
---`dns.zone_signed`: A zone was signed, or is signed no more.
---
---@overload fun(event: "dns.zone_signed", hook: fun(event: hostler.event.dns.zone_signed), options?: hostler.HookOptions)
---`domain.changed`: A domain has other settings.
---
---@overload fun(event: "domain.changed", hook: fun(event: hostler.event.domain.changed), options?: hostler.HookOptions)
---`domain.expired`: A domain has expired; its grace runs.
---
---@overload fun(event: "domain.expired", hook: fun(event: hostler.event.domain.expired), options?: hostler.HookOptions)
---`domain.expiring`: A domain expires within so many days.
---
---@overload fun(event: "domain.expiring", hook: fun(event: hostler.event.domain.expiring), options?: hostler.HookOptions)
---`domain.in_redemption`: A domain can only be restored now, at a price.
---
---@overload fun(event: "domain.in_redemption", hook: fun(event: hostler.event.domain.in_redemption), options?: hostler.HookOptions)
---`domain.lost`: A domain is not held here any more.
---
---@overload fun(event: "domain.lost", hook: fun(event: hostler.event.domain.lost), options?: hostler.HookOptions)
---`domain.needs_attention`: Something at a registrar needs a person.
---
---@overload fun(event: "domain.needs_attention", hook: fun(event: hostler.event.domain.needs_attention), options?: hostler.HookOptions)
---`domain.refused`: A domain could not be had; what was paid for it is credit.
---
---@overload fun(event: "domain.refused", hook: fun(event: hostler.event.domain.refused), options?: hostler.HookOptions)
---`domain.registered`: A domain is registered: the registrar has proved it.
---
---@overload fun(event: "domain.registered", hook: fun(event: hostler.event.domain.registered), options?: hostler.HookOptions)
---`domain.renewed`: A domain was renewed, or brought back from redemption.
---
---@overload fun(event: "domain.renewed", hook: fun(event: hostler.event.domain.renewed), options?: hostler.HookOptions)
---`domain.transferred_in`: A domain has come from another registrar.
---
---@overload fun(event: "domain.transferred_in", hook: fun(event: hostler.event.domain.transferred_in), options?: hostler.HookOptions)
---`hook.disabled`: A hook failed so often that it does not run any more.
---
---@overload fun(event: "hook.disabled", hook: fun(event: hostler.event.hook.disabled), options?: hostler.HookOptions)
---`hook.failing`: A hook that is asked before something happens fails every time: what it guards is refused.
---
---@overload fun(event: "hook.failing", hook: fun(event: hostler.event.hook.failing), options?: hostler.HookOptions)
---`invoice.cancelled`: An unpaid invoice was taken back.
---
---@overload fun(event: "invoice.cancelled", hook: fun(event: hostler.event.invoice.cancelled), options?: hostler.HookOptions)
---`invoice.issued`: An invoice was issued and frozen.
---
---@overload fun(event: "invoice.issued", hook: fun(event: hostler.event.invoice.issued), options?: hostler.HookOptions)
---`invoice.paid`: The balance of an invoice came to zero.
---
---@overload fun(event: "invoice.paid", hook: fun(event: hostler.event.invoice.paid), options?: hostler.HookOptions)
---`invoice.reissued`: An invoice was taken back, and another one stands in its place.
---
---@overload fun(event: "invoice.reissued", hook: fun(event: hostler.event.invoice.reissued), options?: hostler.HookOptions)
---`order.accepted`: Staff let an order go ahead before it is paid.
---
---@overload fun(event: "order.accepted", hook: fun(event: hostler.event.order.accepted), options?: hostler.HookOptions)
---`order.cancelled`: An unpaid order was called off.
---
---@overload fun(event: "order.cancelled", hook: fun(event: hostler.event.order.cancelled), options?: hostler.HookOptions)
---`order.placed`: A client checked out: the order exists, and its invoice is issued.
---
---@overload fun(event: "order.placed", hook: fun(event: hostler.event.order.placed), options?: hostler.HookOptions)
---`payment.debit_announced`: A saved method will be charged in a day or later.
---
---@overload fun(event: "payment.debit_announced", hook: fun(event: hostler.event.payment.debit_announced), options?: hostler.HookOptions)
---`payment.dispute_opened`: A payer's bank disputes a payment.
---
---@overload fun(event: "payment.dispute_opened", hook: fun(event: hostler.event.payment.dispute_opened), options?: hostler.HookOptions)
---`payment.disputed`: A captured payment was taken back by the payer's bank, or came back from there.
---
---@overload fun(event: "payment.disputed", hook: fun(event: hostler.event.payment.disputed), options?: hostler.HookOptions)
---`payment.failed`: An attempt to pay ended without money.
---
---@overload fun(event: "payment.failed", hook: fun(event: hostler.event.payment.failed), options?: hostler.HookOptions)
---`payment.needs_client`: An invoice that was to be collected needs its client.
---
---@overload fun(event: "payment.needs_client", hook: fun(event: hostler.event.payment.needs_client), options?: hostler.HookOptions)
---`payment.proof_sent`: A client says that money is on its way that staff must confirm.
---
---@overload fun(event: "payment.proof_sent", hook: fun(event: hostler.event.payment.proof_sent), options?: hostler.HookOptions)
---`payment.received`: Money came in: through a gateway, by hand, or from credit.
---
---@overload fun(event: "payment.received", hook: fun(event: hostler.event.payment.received), options?: hostler.HookOptions)
---`payment.refunded`: Money was given back.
---
---@overload fun(event: "payment.refunded", hook: fun(event: hostler.event.payment.refunded), options?: hostler.HookOptions)
---`quote.sent`: Staff showed a quote to its client.
---
---@overload fun(event: "quote.sent", hook: fun(event: hostler.event.quote.sent), options?: hostler.HookOptions)
---`rule.failed`: A run of a rule went wrong as a whole, or in every row.
---
---@overload fun(event: "rule.failed", hook: fun(event: hostler.event.rule.failed), options?: hostler.HookOptions)
---`rule.held`: A run would have done more than its rule's limit, and waits for a person.
---
---@overload fun(event: "rule.held", hook: fun(event: hostler.event.rule.held), options?: hostler.HookOptions)
---`server.failing`: A server is not well; it takes no new accounts.
---
---@overload fun(event: "server.failing", hook: fun(event: hostler.event.server.failing), options?: hostler.HookOptions)
---`server.recovered`: A server is well again.
---
---@overload fun(event: "server.recovered", hook: fun(event: hostler.event.server.recovered), options?: hostler.HookOptions)
---`service.active`: A service runs: the provider has proved it.
---
---@overload fun(event: "service.active", hook: fun(event: hostler.event.service.active), options?: hostler.HookOptions)
---`service.cancellation_requested`: A client asked for a service's end.
---
---@overload fun(event: "service.cancellation_requested", hook: fun(event: hostler.event.service.cancellation_requested), options?: hostler.HookOptions)
---`service.changed`: A service has another plan.
---
---@overload fun(event: "service.changed", hook: fun(event: hostler.event.service.changed), options?: hostler.HookOptions)
---`service.imported`: An account that was made elsewhere is a service now.
---
---@overload fun(event: "service.imported", hook: fun(event: hostler.event.service.imported), options?: hostler.HookOptions)
---`service.needs_attention`: Something at a provider needs a person.
---
---@overload fun(event: "service.needs_attention", hook: fun(event: hostler.event.service.needs_attention), options?: hostler.HookOptions)
---`service.price_announced`: A service will cost something else from a day on.
---
---@overload fun(event: "service.price_announced", hook: fun(event: hostler.event.service.price_announced), options?: hostler.HookOptions)
---`service.suspended`: A service was suspended at its provider.
---
---@overload fun(event: "service.suspended", hook: fun(event: hostler.event.service.suspended), options?: hostler.HookOptions)
---`service.terminated`: A service was removed at its provider.
---
---@overload fun(event: "service.terminated", hook: fun(event: hostler.event.service.terminated), options?: hostler.HookOptions)
---`service.unsuspended`: A suspension ended.
---
---@overload fun(event: "service.unsuspended", hook: fun(event: hostler.event.service.unsuspended), options?: hostler.HookOptions)
---`service.usage_high`: A service uses nearly, or all, that it has.
---
---@overload fun(event: "service.usage_high", hook: fun(event: hostler.event.service.usage_high), options?: hostler.HookOptions)
---`staff.changed`: A staff member was added, changed or removed.
---
---@overload fun(event: "staff.changed", hook: fun(event: hostler.event.staff.changed), options?: hostler.HookOptions)
---`tax_number.refused`: A client's VAT number that was valid is no longer in its register.
---
---@overload fun(event: "tax_number.refused", hook: fun(event: hostler.event.tax_number.refused), options?: hostler.HookOptions)
---`ticket.closed`: A ticket was closed.
---
---@overload fun(event: "ticket.closed", hook: fun(event: hostler.event.ticket.closed), options?: hostler.HookOptions)
---`ticket.opened`: A client, a stranger or staff opened a ticket.
---
---@overload fun(event: "ticket.opened", hook: fun(event: hostler.event.ticket.opened), options?: hostler.HookOptions)
---`ticket.replied`: Somebody wrote in a ticket what its client can see.
---
---@overload fun(event: "ticket.replied", hook: fun(event: hostler.event.ticket.replied), options?: hostler.HookOptions)
---`usage.budget_reached`: A share of an account's monthly budget has been spent.
---
---@overload fun(event: "usage.budget_reached", hook: fun(event: hostler.event.usage.budget_reached), options?: hostler.HookOptions)
---`usage.reached`: A share of what a month includes has been used.
---
---@overload fun(event: "usage.reached", hook: fun(event: hostler.event.usage.reached), options?: hostler.HookOptions)
---`user.changed`: A user was switched on or off, or got other rights.
---
---@overload fun(event: "user.changed", hook: fun(event: hostler.event.user.changed), options?: hostler.HookOptions)
---`user.email_changed`: A user's e-mail address was changed and is not verified yet.
---
---@overload fun(event: "user.email_changed", hook: fun(event: hostler.event.user.email_changed), options?: hostler.HookOptions)
---`user.email_verified`: A user proved an e-mail address.
---
---@overload fun(event: "user.email_verified", hook: fun(event: hostler.event.user.email_verified), options?: hostler.HookOptions)
---`user.locked`: Too many failed sign-ins locked a user out for a while.
---
---@overload fun(event: "user.locked", hook: fun(event: hostler.event.user.locked), options?: hostler.HookOptions)
---`user.password_changed`: A user's password was changed or reset.
---
---@overload fun(event: "user.password_changed", hook: fun(event: hostler.event.user.password_changed), options?: hostler.HookOptions)
---`user.refresh_token_reused`: A refresh token was used twice; its session was ended.
---
---@overload fun(event: "user.refresh_token_reused", hook: fun(event: hostler.event.user.refresh_token_reused), options?: hostler.HookOptions)
---`user.removed`: A user was taken out of an account.
---
---@overload fun(event: "user.removed", hook: fun(event: hostler.event.user.removed), options?: hostler.HookOptions)
---`user.second_factor_disabled`: A user ended two-factor sign-in.
---
---@overload fun(event: "user.second_factor_disabled", hook: fun(event: hostler.event.user.second_factor_disabled), options?: hostler.HookOptions)
---`user.second_factor_enabled`: A user set up two-factor sign-in.
---
---@overload fun(event: "user.second_factor_enabled", hook: fun(event: hostler.event.user.second_factor_enabled), options?: hostler.HookOptions)
---`user.signed_in`: A user signed in.
---
---@overload fun(event: "user.signed_in", hook: fun(event: hostler.event.user.signed_in), options?: hostler.HookOptions)
---`user.signed_out`: A user ended a session.
---
---@overload fun(event: "user.signed_out", hook: fun(event: hostler.event.user.signed_out), options?: hostler.HookOptions)
---@param event string
---@param hook fun(event: table): hostler.Verdict?
---@param options? hostler.BeforeHookOptions
function on(event, hook, options) end

---What `select = "invoices.late"` gives decide: Issued invoices with an open balance that are past their due date; debit notes, and with them late fees, are not among them.
---@class hostler.row.invoices.late
---@field invoice_id? string
---@field invoice_number? string
---@field account_id? string
---@field client_group? string
---@field is_exempt? boolean
---@field kind? string
---@field currency? string
---@field total? integer
---@field balance? integer
---@field due_date? string a date like "2026-02-28"
---@field days_late? integer
---@field fee_day? integer
---@alias hostler.action.invoices.late "charge_late_fee"|"hold"|"skip"

---What `select = "invoices.open"` gives decide: Issued invoices with an open balance, from the first of `notice_days` before they are due; an invoice of a product with `notice_days` of its own has those.
---@class hostler.row.invoices.open
---@field invoice_id? string
---@field invoice_number? string
---@field account_id? string
---@field client_group? string
---@field is_exempt? boolean
---@field kind? string
---@field currency? string
---@field total? integer
---@field balance? integer
---@field due_date? string a date like "2026-02-28"
---@field days_overdue? integer
---@field notice_day? integer
---@field notice_kind? string
---@alias hostler.action.invoices.open "remind"|"hold"|"skip"

---What `select = "orders.unpaid"` gives decide: Orders that wait for their payment, and were placed before the day.
---@class hostler.row.orders.unpaid
---@field order_id? string
---@field account_id? string
---@field client_group? string
---@field currency? string
---@field total? integer
---@field paid? integer
---@field payment_under_way? boolean
---@field placed_on? string a date like "2026-02-28"
---@field days_open? integer
---@field cancel_after_days? integer
---@alias hostler.action.orders.unpaid "cancel_order"|"hold"|"skip"

---What `select = "services.ending"` gives decide: Live services whose client asked for an end that has come; `held_because` says why a person has to confirm it first, as of what is suspended for abuse, and is nothing once a person has.
---@class hostler.row.services.ending
---@field service_id? string
---@field account_id? string
---@field client_group? string
---@field product_id? string
---@field cycle? string
---@field currency? string
---@field price? integer
---@field quantity? integer
---@field is_busy? boolean
---@field needs_attention? boolean
---@field cancel_on? string a date like "2026-02-28"
---@field days_past? integer
---@field held_because? string
---@alias hostler.action.services.ending "terminate"|"hold"|"skip"

---What `select = "services.overdue"` gives decide: Active services, and those that their clients have suspended, with an issued, open invoice of their own that is past its due date; `days_overdue` counts from that date, or from its issue where that was later.
---@class hostler.row.services.overdue
---@field service_id? string
---@field account_id? string
---@field client_group? string
---@field product_id? string
---@field cycle? string
---@field currency? string
---@field price? integer
---@field quantity? integer
---@field is_busy? boolean
---@field needs_attention? boolean
---@field invoice_id? string
---@field invoice_number? string
---@field due_date? string a date like "2026-02-28"
---@field days_overdue? integer
---@field balance? integer
---@field grace_days? integer
---@field is_exempt? boolean
---@alias hostler.action.services.overdue "suspend"|"hold"|"skip"

---What `select = "services.suspended"` gives decide: Suspended services; `days_after_suspension` is the product's `terminate_days` where it has some.
---@class hostler.row.services.suspended
---@field service_id? string
---@field account_id? string
---@field client_group? string
---@field product_id? string
---@field cycle? string
---@field currency? string
---@field price? integer
---@field quantity? integer
---@field is_busy? boolean
---@field needs_attention? boolean
---@field suspension_reason? string
---@field suspended_on? string a date like "2026-02-28"
---@field days_suspended? integer
---@field has_backup? boolean
---@field days_after_suspension? integer
---@field is_exempt? boolean
---@alias hostler.action.services.suspended "terminate"|"hold"|"skip"

---What `select = "services.to_renew"` gives decide: Active services, and those that their clients have suspended, whose invoiced time ends within `invoice_days_before` days, or within the longest time of any product; `invoice_days_before` of a row is the product's where it has one. With the setting `consolidate` it is the longest of all services that come on one invoice.
---@class hostler.row.services.to_renew
---@field service_id? string
---@field account_id? string
---@field client_group? string
---@field product_id? string
---@field cycle? string
---@field currency? string
---@field price? integer
---@field quantity? integer
---@field is_busy? boolean
---@field needs_attention? boolean
---@field billed_until? string a date like "2026-02-28"
---@field days_left? integer
---@field cancel_on? string a date like "2026-02-28"
---@field ends_by_request? boolean
---@field invoice_days_before? integer
---@alias hostler.action.services.to_renew "issue"|"hold"|"skip"
