#pragma once

#include "core/http/page.h"
#include "core/jobs/job.h"
#include "modules/dns/zone_desk.h"

namespace hostler {

struct DnssecView {
  Signing state = Signing::Off;
  std::vector<DelegationSigner> signers;
  std::vector<ZoneKey> keys;
  std::optional<Instant> endsAt;
  static void describe(Shape<DnssecView>& shape);
};

struct ZoneSummaryView {
  Id<DnsZone> id;
  Id<Account> account;
  std::string name, unicode;
  ZoneState state = ZoneState::Creating;
  int serial = 0, records = 0;
  Signing dnssec = Signing::Off;
  std::optional<std::string> provider;  ///< for staff
  Instant createdAt, updatedAt;

  static ZoneSummaryView of(const DnsZone& zone, bool staff);
  static void describe(Shape<ZoneSummaryView>& shape);
};

struct ZoneView {
  Id<DnsZone> id;
  Id<Account> account;
  std::string name, unicode;
  ZoneState state = ZoneState::Creating;
  std::vector<std::string> nameservers;
  int serial = 0;
  std::vector<RecordBody> records;
  DnssecView dnssec;
  std::optional<std::string> lastError, provider;
  Instant createdAt, updatedAt;

  /// `staff`: with the provider's own words about what went wrong.
  static ZoneView of(const DnsZone& zone, bool staff);
  static void describe(Shape<ZoneView>& shape);
};

struct ChangedSetView {
  RecordBody before, after;
  static void describe(Shape<ChangedSetView>& shape);
};
struct SkippedView {
  int line = 0;
  std::string text, reason;
  static void describe(Shape<SkippedView>& shape);
};
/// What a change would do, or does.
struct ZonePlanView {
  bool preview = false;
  int serial = 0;
  std::string plan;
  ZoneState state = ZoneState::Active;
  std::vector<RecordBody> added, removed;
  std::vector<ChangedSetView> changed;
  std::vector<SkippedView> skipped;
  std::optional<Id<jobs::Job>> job;

  static ZonePlanView of(const ZonePlan& plan, bool preview);
  static void describe(Shape<ZonePlanView>& shape);
};

struct ZoneVersionView {
  int serial = 0;
  VersionState state = VersionState::Published;
  int added = 0, changed = 0, removed = 0;
  std::string note, author;
  std::optional<std::string> error;
  std::optional<std::vector<RecordBody>> records;  ///< of one that was asked for by itself
  Instant createdAt;

  static ZoneVersionView of(const ZoneVersion& version, const std::string& zone, bool whole);
  static void describe(Shape<ZoneVersionView>& shape);
};
struct ZoneVersionsView {
  std::vector<ZoneVersionView> data;
  std::optional<std::string> nextCursor;
  static void describe(Shape<ZoneVersionsView>& shape);
};

struct PatternView {
  std::string name, title, description;
  std::vector<RecordBody> records;
  std::vector<std::string> places;
  bool shipped = false;

  static PatternView of(const ZonePattern& pattern);
  static void describe(Shape<PatternView>& shape);
};
struct PatternsView {
  std::vector<PatternView> data;
  static void describe(Shape<PatternsView>& shape) { shape.field("data", &PatternsView::data); }
};
struct PatternBody {
  std::string title, description;
  std::vector<RecordBody> records;
  static void describe(Shape<PatternBody>& shape);
};

struct NewZoneBody {
  std::string name;
  std::optional<std::string> pattern;
  std::map<std::string, std::string> values;
  static void describe(Shape<NewZoneBody>& shape);
};

/// How every change of a zone is asked for.
struct ZoneEditBody {
  std::optional<int> serial;
  std::optional<std::string> plan;
  bool preview = false;
  std::optional<std::string> note;

  ZoneEdit edit(const std::string& otherwise) const {
    return {serial, plan, preview, note.value_or(otherwise)};
  }
  static void describe(Shape<ZoneEditBody>& shape);
};
/// Zone: the records are all that the zone is to have. Sets: those that are named alone.
enum class EditScope { Zone = 1, Sets };
template <>
inline constexpr std::array kEnumNames<EditScope>{std::string_view{"zone"},
                                                  std::string_view{"sets"}};

struct PutRecordsBody : ZoneEditBody {
  EditScope scope = EditScope::Zone;
  std::vector<RecordBody> records;
  static void describe(Shape<PutRecordsBody>& shape);
};
/// What a domain's owner changes of its records, without the rest.
struct RecordKeyBody {
  std::string name;
  std::optional<std::string> type;
  static void describe(Shape<RecordKeyBody>& shape);
};
struct DomainRecordsBody : ZoneEditBody {
  std::vector<RecordBody> records;
  std::vector<RecordKeyBody> remove;
  static void describe(Shape<DomainRecordsBody>& shape);
};
struct DeleteRecordsQuery : ZoneEditBody {
  std::string name;
  std::optional<std::string> type;
  static void describe(Shape<DeleteRecordsQuery>& shape);
};
struct ImportZoneBody : ZoneEditBody {
  std::string text;
  EditScope scope = EditScope::Sets;
  static void describe(Shape<ImportZoneBody>& shape);
};
struct ApplyPatternBody : ZoneEditBody {
  std::string pattern;
  std::map<std::string, std::string> values;
  static void describe(Shape<ApplyPatternBody>& shape);
};
struct UnsignQuery {
  bool dsRemoved = false;
  static void describe(Shape<UnsignQuery>& shape);
};

}  // namespace hostler
