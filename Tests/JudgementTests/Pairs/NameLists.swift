/// Names that are common in one country, written down for these draws; nobody's in particular.
struct NameLists: Sendable {
  let men: [String]
  let women: [String]
  let families: [String]

  private init(men: String, women: String, families: String) {
    func list(_ text: String) -> [String] { text.split { $0 == " " || $0 == "\n" }.map(String.init) }
    self.men = list(men)
    self.women = list(women)
    self.families = families.split { $0 == "," || $0 == "\n" }.map { $0.trimmingPrefix { $0 == " " } }.map(String.init)
  }

  /// Danish names seven times in ten.
  static func drawn(_ random: inout SeededRandom) -> NameLists {
    Int.random(in: 0..<10, using: &random) < 7 ? danish : random.one(of: abroad)
  }

  static let danish = NameLists(
    men: """
      Peter Jens Michael Lars Thomas Søren Henrik Jørgen Niels Hans Martin Jan Ole Per Christian Anders Morten Jesper Erik \
      Mads Rasmus Kim Frederik Jonas Jakob Bent Kristian Poul Finn Ib Knud Åge Kåre Bjørn Asbjørn Emil Oscar Noah Magnus \
      Mathias Mikkel Kasper Tobias Oliver Villads Aksel Sigurd Bo Jørn Børge Svend Tage Uffe Torben Esben Gorm Kjeld
      """,
    women: """
      Anne Mette Kirsten Hanne Anna Helle Lone Susanne Maria Marianne Inge Karen Lene Bente Camilla Louise Charlotte Ida \
      Pia Jette Emma Tina Birgit Julie Sofie Laura Mathilde Freja Clara Alma Ellen Agnes Signe Maja Sara Cecilie Åse Bodil \
      Gerda Grethe Birthe Dorthe Ulla Vibeke Tove Lis Rikke Trine Stine Line Jensine Sørine Margrethe Ærna Østa Karin
      """,
    families: """
      Nielsen,Jensen,Hansen,Pedersen,Andersen,Christensen,Larsen,Sørensen,Rasmussen,Jørgensen,Petersen,Madsen,Kristensen
      Olsen,Thomsen,Christiansen,Poulsen,Johansen,Møller,Mortensen,Knudsen,Jakobsen,Jacobsen,Mikkelsen,Olesen,Frederiksen
      Laursen,Henriksen,Lund,Holm,Schmidt,Eriksen,Clausen,Simonsen,Svendsen,Andreasen,Iversen,Jeppesen,Nissen,Lauridsen
      Jespersen,Mogensen,Dahl,Kjær,Bæk,Vestergaard,Østergaard,Nørgaard,Kjeldsen,Krogh,Friis,Dam,Skov,Bach,Winther,Toft
      Søndergaard,Ågård,Åkjær,Ørsted,Ærø,Damgaard,Overgaard,Bang,Bjerregaard,Brandt,Hedegaard,Hjorth,Kofoed,Lindberg,Munk
      """)

  static let abroad = [
    NameLists(
      men: "Erik Lars Karl Anders Johan Per Nils Mikael Lennart Göran Björn Åke Håkan Östen Gustav Oskar",
      women: "Anna Eva Maria Karin Kristina Birgitta Elisabeth Åsa Östra Märta Ingrid Sofia Linnéa Ebba",
      families: "Andersson,Johansson,Karlsson,Nilsson,Eriksson,Larsson,Olsson,Persson,Åkesson,Öberg,Sjöström,Lindqvist"),
    NameLists(
      men: "Jan Per Bjørn Ole Lars Kjell Knut Svein Arne Geir Håkon Øyvind Sølve Kåre Tor Odd",
      women: "Anne Inger Kari Marit Ingrid Liv Eva Åse Solveig Astrid Bjørg Randi Turid Gunn",
      families: "Hansen,Johansen,Olsen,Larsen,Andersen,Ødegård,Sæther,Bøe,Haugen,Strøm,Moen,Bakken,Solberg,Lunde"),
    NameLists(
      men: "Hans Jürgen Klaus Günter Wolfgang Uwe Jörg Björn Stefan Matthias Andreas Dieter Heinz Ulrich",
      women: "Ursula Monika Petra Anne-Ute Käthe Bärbel Gisela Sabine Renate Anneliese Grete Mechthild",
      families:
        "Müller,Schmidt,Schneider,Weiß,Groß,Schäfer,Köhler,Krüger,Böhm,von der Heide,Meier,Meyer,Vogt,Zimmermann"),
    NameLists(
      men: "James John Robert Michael William David Sean Liam Jack Harry Owen Ewan Graham Colin",
      women: "Mary Patricia Linda Barbara Sarah Emily Olivia Amelia Isla Sinead Maeve Fiona Heather",
      families:
        "Smith,Jones,Taylor,Brown,Williams,O'Connor,McDonald,MacLeod,Smith-Jones,Evans,Clarke,Clark,Walker,Hughes"),
    NameLists(
      men: "Mehmet Mustafa Ahmet Ali Hasan Ibrahim Omar Yusuf Khalid Mohammed Muhammad Tariq Bilal",
      women: "Fatma Ayşe Emine Hatice Zeynep Amina Khadija Layla Noor Maryam Samira Yasmin",
      families: "Yılmaz,Kaya,Demir,Şahin,Çelik,Öztürk,Al-Hassan,Hussain,Hussein,Khan,Ahmed,Ali,El Amrani,Abdi"),
    NameLists(
      men: "Jan Piotr Krzysztof Andrzej Tomasz Paweł Michał Marcin Łukasz Wojciech Stanisław",
      women: "Anna Katarzyna Małgorzata Agnieszka Barbara Ewa Zofia Bożena Elżbieta Magdalena",
      families: "Nowak,Kowalski,Wiśniewski,Wójcik,Kowalczyk,Kamiński,Lewandowski,Zieliński,Szymański,Dąbrowski"),
    NameLists(
      men: "Jean Pierre Michel André Philippe René François Jérôme Loïc Benoît Étienne",
      women: "Marie Nathalie Isabelle Sylvie Françoise Hélène Chloé Zoé Élodie Margaux",
      families: "Martin,Bernard,Dubois,Lefèvre,Leroy,Moreau,Garçon,de la Tour,Le Gall,Crozier,Hervé,Besnard"),
    NameLists(
      men: "Ivan Sergei Dmitri Aleksei Nikolai Oleg Igor Boris Viktor Pavel Yuri Maksim Andrei Kirill",
      women: "Olga Elena Tatiana Irina Natalia Svetlana Ksenia Yulia Galina Vera Nadezhda Larisa",
      families: "Petrenko,Shevchenko,Bondar,Kravchuk,Moroz,Levchenko,Belyakov,Zhukov,Grachev,Chernykh,Sidorenko,Melnyk"),
    NameLists(
      men: "José Juan Carlos Miguel Ángel Raúl Andrés Íñigo Adrián Tomás Rubén Hernán",
      women: "María Carmen Lucía Belén Inés Begoña Rocío Mónica Pilar Asunción Ángela Nuria",
      families:
        "García López,Muñoz Ruiz,Ibáñez Soler,Núñez Vega,Pérez Díaz,Peña Ortiz,Martín Gil,Gómez Cano,Castaño Rey"),
    NameLists(
      men: "Jón Sigurður Guðmundur Gunnar Ólafur Þór Einar Kristján Magnús Stefán Björn Árni",
      women: "Guðrún Anna Sigríður Kristín Margrét Helga Þóra Ragnheiður Hulda Ásta Birna Jóhanna",
      families: "Jónsson,Sigurðsson,Guðmundsdóttir,Einarsdóttir,Ólafsson,Þórsdóttir,Gunnarsson,Árnadóttir"),
  ]

  /// Spellings of names that belong to different people, however alike they look.
  static let alike: [(String, String)] = [
    ("Jensine", "Jensina"), ("Maria", "Marie"), ("Kristine", "Kristina"), ("Christian", "Kristian"),
    ("Mathias", "Matthias"), ("Jan", "Jon"), ("Anna", "Anne"), ("Julia", "Julie"),
    ("Erik", "Erika"), ("Mikael", "Michael"), ("Lise", "Lisa"), ("Karen", "Karin"), ("Jens", "Jons"),
    ("Sofie", "Sofia"), ("Oliver", "Olivier"), ("Martin", "Martine"), ("Simon", "Simone"), ("Ane", "Arne"),
    ("Nils", "Niels"), ("Per", "Peer"), ("Elin", "Ellen"), ("Erna", "Emma"), ("Bent", "Bente"), ("Finn", "Fin"),
    ("Daniel", "Daniela"), ("Frederik", "Frederikke"), ("Henrik", "Henriette"), ("Ib", "Bo"), ("Ida", "Ada"),
  ]

  /// The same for family names.
  static let alikeFamilies: [(String, String)] = [
    ("Petersen", "Pedersen"), ("Kristensen", "Christensen"), ("Jakobsen", "Jacobsen"), ("Olesen", "Olsen"),
    ("Hansen", "Jansen"), ("Jensen", "Jansen"), ("Nielsen", "Nilsen"), ("Larsen", "Laursen"), ("Johansen", "Johnsen"),
    ("Christiansen", "Christensen"), ("Clausen", "Claussen"), ("Meyer", "Meier"), ("Clark", "Clarke"),
    ("Hussain", "Hussein"), ("Dahl", "Dahlin"), ("Lund", "Lunde"), ("Bang", "Bank"), ("Holm", "Holmen"),
    ("Friis", "Friss"), ("Brandt", "Brand"), ("Hansen", "Hanssen"), ("Andersen", "Anderson"), ("Dam", "Dahm"),
  ]
}
