#include "modules/dns/zone_views.h"

#include "core/hostname/hostname.h"

namespace hostler {
namespace {

std::string unicodeOf(const std::string& name) {
  const auto parsed = Hostname::parse(name);
  return parsed ? parsed->unicode() : name;
}

constexpr auto kWhatFailed =
    "Something went wrong at the name servers; we have been told and look into it.";

}  // namespace

void DnssecView::describe(Shape<DnssecView>& shape) {
  shape.field("state", &DnssecView::state)
      .describedAs("ending: signed until ends_at, while the parent forgets the keys");
  shape.field("signers", &DnssecView::signers)
      .describedAs("the DS records that the parent has to publish");
  shape.field("keys", &DnssecView::keys);
  shape.field("ends_at", &DnssecView::endsAt);
}

ZoneSummaryView ZoneSummaryView::of(const DnsZone& zone, bool staff) {
  return {zone.id,
          zone.account,
          zone.name,
          unicodeOf(zone.name),
          zone.state,
          zone.serial,
          static_cast<int>(countValues(zone.records)),
          zone.signing,
          staff ? std::optional{zone.provider} : std::nullopt,
          zone.createdAt,
          zone.updatedAt};
}

void ZoneSummaryView::describe(Shape<ZoneSummaryView>& shape) {
  shape.field("id", &ZoneSummaryView::id);
  shape.field("account", &ZoneSummaryView::account);
  shape.field("name", &ZoneSummaryView::name).describedAs("in A-labels");
  shape.field("unicode", &ZoneSummaryView::unicode);
  shape.field("state", &ZoneSummaryView::state);
  shape.field("serial", &ZoneSummaryView::serial);
  shape.field("records", &ZoneSummaryView::records).describedAs("how many");
  shape.field("dnssec", &ZoneSummaryView::dnssec);
  shape.field("provider", &ZoneSummaryView::provider);
  shape.field("created_at", &ZoneSummaryView::createdAt);
  shape.field("updated_at", &ZoneSummaryView::updatedAt);
}

ZoneView ZoneView::of(const DnsZone& zone, bool staff) {
  ZoneView view;
  view.id = zone.id;
  view.account = zone.account;
  view.name = zone.name;
  view.unicode = unicodeOf(zone.name);
  view.state = zone.state;
  view.nameservers = zone.nameservers;
  view.serial = zone.serial;
  view.records = bodiesOf(zone.records, zone.name);
  view.dnssec = {zone.signing, zone.signers, zone.keys, zone.signingEndsAt};
  if (!zone.lastError.empty()) {
    // What was wrong with records is for who wrote them; what is wrong with a server is for staff.
    const bool isAboutRecords = zone.state == ZoneState::Active;
    if (staff || isAboutRecords) {
      view.lastError = zone.lastError;
    } else if (zone.state == ZoneState::Attention) {
      view.lastError = kWhatFailed;
    }
  }
  if (staff) view.provider = zone.provider;
  view.createdAt = zone.createdAt;
  view.updatedAt = zone.updatedAt;
  return view;
}

void ZoneView::describe(Shape<ZoneView>& shape) {
  shape.field("id", &ZoneView::id);
  shape.field("account", &ZoneView::account);
  shape.field("name", &ZoneView::name).describedAs("in A-labels");
  shape.field("unicode", &ZoneView::unicode);
  shape.field("state", &ZoneView::state);
  shape.field("nameservers", &ZoneView::nameservers)
      .describedAs("where the registrar has to point the name");
  shape.field("serial", &ZoneView::serial).describedAs("the version that is published");
  shape.field("records", &ZoneView::records);
  shape.field("dnssec", &ZoneView::dnssec);
  shape.field("last_error", &ZoneView::lastError);
  shape.field("provider", &ZoneView::provider);
  shape.field("created_at", &ZoneView::createdAt);
  shape.field("updated_at", &ZoneView::updatedAt);
}

void ChangedSetView::describe(Shape<ChangedSetView>& shape) {
  shape.field("before", &ChangedSetView::before);
  shape.field("after", &ChangedSetView::after);
}

void SkippedView::describe(Shape<SkippedView>& shape) {
  shape.field("line", &SkippedView::line);
  shape.field("text", &SkippedView::text);
  shape.field("reason", &SkippedView::reason);
}

ZonePlanView ZonePlanView::of(const ZonePlan& plan, bool preview) {
  const auto& zone = plan.zone.name;
  ZonePlanView view;
  view.preview = preview;
  view.serial = plan.serial;
  view.plan = plan.digest;
  view.state = plan.zone.state;
  view.added = bodiesOf(plan.diff.added, zone);
  view.removed = bodiesOf(plan.diff.removed, zone);
  for (const auto& one : plan.diff.changed)
    view.changed.push_back({bodyOf(one.before, zone), bodyOf(one.after, zone)});
  for (const auto& one : plan.skipped) view.skipped.push_back({one.line, one.text, one.reason});
  view.job = plan.job;
  return view;
}

void ZonePlanView::describe(Shape<ZonePlanView>& shape) {
  shape.field("preview", &ZonePlanView::preview);
  shape.field("serial", &ZonePlanView::serial)
      .describedAs("of a preview the version it starts from, else the version that is published");
  shape.field("plan", &ZonePlanView::plan)
      .describedAs("sent back, it is exactly this change that is published, or 412");
  shape.field("state", &ZonePlanView::state);
  shape.field("added", &ZonePlanView::added);
  shape.field("removed", &ZonePlanView::removed);
  shape.field("changed", &ZonePlanView::changed);
  shape.field("skipped", &ZonePlanView::skipped);
  shape.field("job", &ZonePlanView::job);
}

ZoneVersionView ZoneVersionView::of(const ZoneVersion& version, const std::string& zone,
                                    bool whole) {
  ZoneVersionView view;
  view.serial = version.serial;
  view.state = version.state;
  view.added = version.added;
  view.changed = version.changed;
  view.removed = version.removed;
  view.note = version.note;
  view.author = version.author;
  if (version.state == VersionState::Failed) view.error = "It was not published.";
  if (whole) view.records = bodiesOf(version.records, zone);
  view.createdAt = version.createdAt;
  return view;
}

void ZoneVersionView::describe(Shape<ZoneVersionView>& shape) {
  shape.field("serial", &ZoneVersionView::serial);
  shape.field("state", &ZoneVersionView::state);
  shape.field("added", &ZoneVersionView::added);
  shape.field("changed", &ZoneVersionView::changed);
  shape.field("removed", &ZoneVersionView::removed);
  shape.field("note", &ZoneVersionView::note);
  shape.field("author", &ZoneVersionView::author);
  shape.field("error", &ZoneVersionView::error);
  shape.field("records", &ZoneVersionView::records);
  shape.field("created_at", &ZoneVersionView::createdAt);
}

void ZoneVersionsView::describe(Shape<ZoneVersionsView>& shape) {
  shape.field("data", &ZoneVersionsView::data);
  shape.field("next_cursor", &ZoneVersionsView::nextCursor).nullable();
}

PatternView PatternView::of(const ZonePattern& pattern) {
  return {pattern.name,    pattern.title,    pattern.description,
          pattern.records, pattern.places(), pattern.shipped};
}

void PatternView::describe(Shape<PatternView>& shape) {
  shape.field("name", &PatternView::name);
  shape.field("title", &PatternView::title);
  shape.field("description", &PatternView::description);
  shape.field("records", &PatternView::records);
  shape.field("places", &PatternView::places).describedAs("what has to be told as `values`");
  shape.field("shipped", &PatternView::shipped);
}

void PatternBody::describe(Shape<PatternBody>& shape) {
  shape.field("title", &PatternBody::title).length(1, 120);
  shape.field("description", &PatternBody::description).length(0, 600).withDefault();
  shape.field("records", &PatternBody::records)
      .count(1, 100)
      .describedAs("with places in braces: {domain}, {domain_dashed}, {ip}");
}

void NewZoneBody::describe(Shape<NewZoneBody>& shape) {
  shape.field("name", &NewZoneBody::name).length(1, 254);
  shape.field("template", &NewZoneBody::pattern).length(1, 60);
  shape.field("values", &NewZoneBody::values).count(0, 20).describedAs("of the template's places");
}

void ZoneEditBody::describe(Shape<ZoneEditBody>& shape) {
  shape.field("serial", &ZoneEditBody::serial)
      .range(0, INT32_MAX)
      .describedAs("the version that was read; 412 when it is another by now");
  shape.field("plan", &ZoneEditBody::plan).length(1, 64).describedAs("as a preview answered it");
  shape.field("preview", &ZoneEditBody::preview).withDefault();
  shape.field("note", &ZoneEditBody::note).length(0, 200);
}

void PutRecordsBody::describe(Shape<PutRecordsBody>& shape) {
  shape.include<ZoneEditBody>();
  shape.field("scope", &PutRecordsBody::scope)
      .withDefault()
      .describedAs("zone: these are all records; sets: each takes the place of its name and type");
  shape.field("records", &PutRecordsBody::records).count(0, 1'000);
}

void RecordKeyBody::describe(Shape<RecordKeyBody>& shape) {
  shape.field("name", &RecordKeyBody::name).length(1, 254).describedAs("@: the domain itself");
  shape.field("type", &RecordKeyBody::type).length(1, 10).describedAs("without it: all types");
}

void DomainRecordsBody::describe(Shape<DomainRecordsBody>& shape) {
  shape.include<ZoneEditBody>();
  shape.field("records", &DomainRecordsBody::records)
      .count(0, 1'000)
      .withDefault()
      .describedAs("each takes the place of its name and type; all others stay");
  shape.field("remove", &DomainRecordsBody::remove)
      .count(0, 1'000)
      .withDefault()
      .describedAs("what is to go; what is not there is gone already");
}

void DeleteRecordsQuery::describe(Shape<DeleteRecordsQuery>& shape) {
  shape.include<ZoneEditBody>();
  shape.field("name", &DeleteRecordsQuery::name).length(1, 254);
  shape.field("type", &DeleteRecordsQuery::type).length(1, 10).describedAs("without it: all types");
}

void ImportZoneBody::describe(Shape<ImportZoneBody>& shape) {
  shape.include<ZoneEditBody>();
  shape.field("text", &ImportZoneBody::text)
      .length(1, 500'000)
      .multiline()
      .describedAs("a zone file (RFC 1035)");
  shape.field("scope", &ImportZoneBody::scope)
      .withDefault()
      .describedAs("zone: what the file does not name goes; sets: it stays");
}

void ApplyPatternBody::describe(Shape<ApplyPatternBody>& shape) {
  shape.include<ZoneEditBody>();
  shape.field("template", &ApplyPatternBody::pattern).length(1, 60);
  shape.field("values", &ApplyPatternBody::values).count(0, 20);
}

void UnsignQuery::describe(Shape<UnsignQuery>& shape) {
  shape.field("ds_removed", &UnsignQuery::dsRemoved)
      .withDefault()
      .describedAs("true: the DS records were removed at the registrar");
}

}  // namespace hostler
